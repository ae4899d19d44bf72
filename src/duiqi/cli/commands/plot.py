"""``align plot``: a picture of an alignment."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, get_args

from duiqi.cli.arguments import add_encoding, add_level, add_quiet
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell
from duiqi.corrections import holds_corrections, read_corrections
from duiqi.corrections.gold import Beads, approved_beads
from duiqi.errors import InputError
from duiqi.evaluation import read_beads
from duiqi.export import holds_pairs, iter_pairs
from duiqi.model import Alignment, Level
from duiqi.pictures import Panel, check_picture, plot, save_plot
from duiqi.pipeline import align_documents_keeping_lattice, load_sides
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.aligner.realigning import ReviewLattice


def parser() -> argparse.ArgumentParser:
    """``align plot INPUT [INPUT] -o PICTURE``."""
    parser = make_parser(
        "align plot",
        "Draw an alignment: the path through the text, the scores, the types. Needs pip install 'duiqi[plot]'.",
    )
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="a document, or two files, as align takes them; or a file of pairs"
    )
    parser.add_argument("-o", "--output", required=True, metavar="PICTURE", help="file to write: .svg, .png or .pdf")
    parser.add_argument(
        "--panels",
        default=",".join(get_args(Panel)),
        metavar="NAMES",
        help=f"what is drawn, of {', '.join(get_args(Panel))} (default: all)",
    )
    parser.add_argument(
        "--gold", metavar="GOLD", help="the right alignment, as align evaluate takes it: how reliable the scores are"
    )
    parser.add_argument("--title", help="title of the picture (default: the name of the document)")
    add_level(parser)
    add_encoding(parser)
    add_quiet(parser, "do not tell what was written")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Draw the picture and return the exit status."""
    panels = [name.strip() for name in arguments.panels.split(",")]
    if odd := [name for name in panels if name not in get_args(Panel)]:
        parser().error(f"--panels: {odd[0]!r} is none of {', '.join(get_args(Panel))}")
    if len(arguments.inputs) > 2:
        parser().error("give one document, or the two files of one")
    check_picture(arguments.output)
    alignment, lattice = _alignment(arguments)
    partly = bool(arguments.gold) and holds_corrections(arguments.gold)
    gold = _gold(arguments.gold, alignment, partly) if arguments.gold else None
    figure = plot(alignment, panels=panels, lattice=lattice, gold=gold, title=arguments.title, partly=partly)
    save_plot(figure, arguments.output)
    if not arguments.quiet:
        tell([f"{printable(alignment.source)}: {printable(arguments.output)}"])
    return 0


def _alignment(arguments: argparse.Namespace) -> tuple[Alignment, ReviewLattice | None]:
    """The alignment to draw, with the lattice of its search if it is aligned here."""
    path, *other = arguments.inputs
    if not other and holds_pairs(path):
        from duiqi.corrections.rebuilding import documents_of, rebuild_read

        documents = list(documents_of(iter_pairs(path, need_ids=True)))
        if not documents:
            raise InputError("holds no pairs", path=path)
        if len(documents) != 1:
            raise InputError(f"holds the pairs of {len(documents)} documents", path=path, advice="give those of one")
        return rebuild_read(documents[0], path), None
    level: Level = arguments.level
    zh, en = load_sides(*arguments.inputs, encoding=arguments.encoding)
    return align_documents_keeping_lattice(zh, en, level=level)


def _gold(path: str, alignment: Alignment, partly: bool) -> Beads:
    return approved_beads(alignment, read_corrections(path)) if partly else read_beads(path)
