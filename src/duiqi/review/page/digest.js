// BLAKE2b (RFC 7693) without a key, for the ids of pairs and the digests of sentences.
//
// 64-bit words are two halves of 32 bits: BigInt takes ten times as long, and a document has ten thousand pairs.

const IV = new Uint32Array([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a, 0xade682d1,
  0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
]);

const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

const BLOCK = 128;
const ROUNDS = 12;
const v = new Uint32Array(32);
const m = new Uint32Array(32);

/** v[a] += v[b] + (low, high), in halves. @param {number} a @param {number} b @param {number} low @param {number} high */
function add(a, b, low, high) {
  const sum = v[a] + v[b] + low;
  v[a + 1] = v[a + 1] + v[b + 1] + high + Math.floor(sum / 0x100000000);
  v[a] = sum;
}

/** v[d] = (v[d] ^ v[a]) rotated right by ``by``. @param {number} d @param {number} a @param {number} by */
function turn(d, a, by) {
  const low = v[d] ^ v[a];
  const high = v[d + 1] ^ v[a + 1];
  if (by === 32) {
    v[d] = high;
    v[d + 1] = low;
  } else if (by === 63) {
    v[d] = (low << 1) | (high >>> 31);
    v[d + 1] = (high << 1) | (low >>> 31);
  } else {
    v[d] = (low >>> by) | (high << (32 - by));
    v[d + 1] = (high >>> by) | (low << (32 - by));
  }
}

/** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} x @param {number} y */
function mix(a, b, c, d, x, y) {
  add(a, b, m[2 * x], m[2 * x + 1]);
  turn(d, a, 32);
  add(c, d, 0, 0);
  turn(b, c, 24);
  add(a, b, m[2 * y], m[2 * y + 1]);
  turn(d, a, 16);
  add(c, d, 0, 0);
  turn(b, c, 63);
}

/** @param {Uint32Array} h @param {DataView} block @param {number} count bytes so far @param {boolean} last */
function compress(h, block, count, last) {
  for (let i = 0; i < 32; i++) m[i] = block.getUint32(4 * i, true);
  v.set(h);
  v.set(IV, 16);
  v[24] ^= count;
  v[25] ^= Math.floor(count / 0x100000000);
  if (last) {
    v[28] = ~v[28];
    v[29] = ~v[29];
  }
  for (let round = 0; round < ROUNDS; round++) {
    const s = SIGMA[round % 10];
    mix(0, 8, 16, 24, s[0], s[1]);
    mix(2, 10, 18, 26, s[2], s[3]);
    mix(4, 12, 20, 28, s[4], s[5]);
    mix(6, 14, 22, 30, s[6], s[7]);
    mix(0, 10, 20, 30, s[8], s[9]);
    mix(2, 12, 22, 24, s[10], s[11]);
    mix(4, 14, 16, 26, s[12], s[13]);
    mix(6, 8, 18, 28, s[14], s[15]);
  }
  for (let i = 0; i < 16; i++) h[i] ^= v[i] ^ v[i + 16];
}

/**
 * The BLAKE2b digest of ``text`` in UTF-8, in hexadecimal digits.
 * @param {string} text without lone surrogates
 * @param {number} size bytes of the digest
 * @returns {string}
 */
export function blake2b(text, size) {
  const bytes = new TextEncoder().encode(text);
  const h = new Uint32Array(IV);
  h[0] ^= 0x01010000 ^ size;
  let at = 0;
  for (; bytes.length - at > BLOCK; at += BLOCK) {
    compress(h, new DataView(bytes.buffer, at, BLOCK), at + BLOCK, false);
  }
  const rest = new Uint8Array(BLOCK);
  rest.set(bytes.subarray(at));
  compress(h, new DataView(rest.buffer), bytes.length, true);
  return [...new Uint8Array(h.buffer, 0, size)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
