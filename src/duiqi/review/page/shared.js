// Numbers and names that stand on both sides of a pair.

// Digits with points and commas in them, or a word in Latin letters; full-width ones too.
const TOKEN = /[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f]{2,}/gu;

/** @param {string} text @returns {{key: string, from: number, to: number}[]} */
function tokens(text) {
  return [...text.matchAll(TOKEN)].map(({ 0: token, index }) => {
    const plain = token.normalize("NFKC").toLowerCase();
    return { key: /^[0-9]/.test(plain) ? plain.replace(/,/g, "") : plain, from: index, to: index + token.length };
  });
}

/** What both of some texts have, as the keys of ``sharedIn``. @param {string} zh @param {string} en @returns {Set<string>} */
export function sharedBy(zh, en) {
  const there = new Set(tokens(en).map(({ key }) => key));
  return new Set(tokens(zh).map(({ key }) => key).filter((key) => there.has(key)));
}

/** Where these stand in a text. @param {string} text @param {Set<string>} keys @returns {[number, number][]} */
export function sharedIn(text, keys) {
  return tokens(text).flatMap(({ key, from, to }) => (keys.has(key) ? [[from, to]] : []));
}
