"""Pieces joined give the file, and nodes say where they are in it."""

from __future__ import annotations

from support.check_cases import sound

from duiqi.tmx import scan


def test_pieces_join_to_the_whole() -> None:
    text = sound().decode("utf-8")
    for size in (1, 7, 100, 10_000):
        chunks = [text[at : at + size] for at in range(0, len(text), size)]
        pieces = list(scan(chunks))
        assert b"".join(piece.raw for piece in pieces) == sound()
        units = [piece for piece in pieces if piece.kind == "unit" and piece.node]
        assert [piece.raw[:4] + piece.raw[-5:] for piece in units] == [b"<tu </tu>"] * 3
        for piece in units:
            assert piece.node
            for variant in piece.node.all("tuv"):
                assert piece.raw[variant.start : variant.end].startswith(b"<tuv xml:lang=")
                segment = variant.all("seg")[0]
                assert piece.raw[segment.start : segment.inside] == b"<seg>"
                assert piece.raw[segment.close : segment.end] == b"</seg>"
