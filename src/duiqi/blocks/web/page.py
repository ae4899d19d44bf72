"""A web page as its blocks, each of them read or left out for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from duiqi.blocks.web.choice import one_chinese_version, part_hidden
from duiqi.blocks.web.html_blocks import Block
from duiqi.blocks.web.menus import code_among, edges_among, is_prose, menus_among
from duiqi.blocks.web.sources import comments_among, languages_among

HIDDEN = "not shown"
CODE = "code"
MENU = "menu or links"
COMMENT = "comment"
LANGUAGES = "names of languages"
EDGE = "outside the main text"
VERSION = "another Chinese version"
# Hidden text is told of when there is so much of it to the text that is read: menus and dialogues are less, see choice.
MUCH = 0.3


@dataclass(slots=True)
class Page:
    """The ``blocks`` of a page in its order, and the reason for which some are left out."""

    blocks: Sequence[Block]
    left_out: dict[Block, str] = field(default_factory=dict)

    @property
    def kept(self) -> list[Block]:
        """The blocks that are read."""
        return [block for block in self.blocks if block not in self.left_out]

    def leave_out(self, blocks: Iterable[Block], reason: str) -> None:
        """Leave out ``blocks``, all of them read so far."""
        self.left_out.update(dict.fromkeys(blocks, reason))


def judged_page(
    blocks: Sequence[Block],
    main: Callable[[], str],
    *,
    alone: bool = True,
    zh_lang: str | None = None,
    is_document: bool = False,
) -> Page:
    """The page with what is no text of it left out; ``main`` gives what another program takes for its main text.

    ``alone``: both languages are looked for in it, so one may stand behind a switch; else it is one of two pages.
    ``zh_lang`` names the Chinese version to read where there are several, which is else the largest. ``is_document``: a
    word processor wrote it, so that it has no menus.
    """
    page = Page(blocks)
    page.leave_out(part_hidden(blocks, is_prose, alone=alone), HIDDEN)
    others, tags = one_chinese_version(page.kept, zh_lang)
    page.leave_out(others, f"{VERSION} ({', '.join(tags)})")
    page.leave_out(code_among(page.kept), CODE)
    page.leave_out(comments_among(page.kept), COMMENT)
    page.leave_out(languages_among(page.kept), LANGUAGES)
    if not is_document:
        page.leave_out(menus_among(page.kept), MENU)
        page.leave_out(edges_among(page.kept, main), EDGE)
    return page


def notes_of(page: Page) -> Iterator[str]:
    """What a user may not expect to be left out, with what to do about it."""
    others = [reason for reason in dict.fromkeys(page.left_out.values()) if reason.startswith(VERSION)]
    for reason in others:
        yield f"{reason} is left out; --zh-lang chooses which is read"
    hidden = [block.text for block, reason in page.left_out.items() if reason == HIDDEN]
    size = sum(map(len, hidden))
    if size and size >= MUCH * sum(len(block.text) for block in page.kept):
        yield f"hidden text is left out: {len(hidden):,} passages of {size:,} characters; --explain lists them"
