"""What is told on standard error: the summary of a run, warnings, and the words that they are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from duiqi.batch import NAMED_REPAIRS, STANDARD, Summary, Totals
from duiqi.batch.resuming import Plan
from duiqi.cli.terminal import tell as tell
from duiqi.cli.terminal import warn as warn
from duiqi.errors import InputError, NotTranslated, OneLanguage, UnreadFormat
from duiqi.explain import count_repairs
from duiqi.export import Written
from duiqi.shown import DOUBTFUL_BELOW, counted
from duiqi.text.printable import printable
from duiqi.updating import Change, Updated

# How many files a warning names; the others are counted.
NAMED_FILES = 3
PARTNER = "name a Chinese and an English file alike, as a.zh.txt and a.en.txt, or let --match content find them"
# Characters shown on either side of one that is lost.
AROUND_LOSS = 20


def document_lines(summary: Summary, output: str, quiet: bool = False) -> Iterator[str]:
    """The summary of a document; only its warnings when ``quiet``."""
    name = printable(summary.source)
    if not quiet:
        doubtful = share(summary.doubtful, summary.pairs)
        yield f"{name}: {counted(summary.pairs, 'pair')}, {doubtful} below {DOUBTFUL_BELOW}"
        yield from note_lines(summary.notes)
        yield f"  without a partner: {_alone(summary.zh_alone, summary.en_alone)}"
        yield from untranslated_lines(summary.untranslated)
        yield f"  repairs: {count_repairs(summary.repairs)}"
        yield from repair_lines(summary)
        if summary.updated:
            yield from update_lines(output, summary.updated)
        else:
            yield written_line(summary.written, output)
        yield from left_out_lines(summary.written.left_out)
    yield from warnings(summary, summary.source)


def repair_lines(summary: Summary) -> Iterator[str]:
    """What of the repairs is to be looked at: what was inferred, what was left, where characters are lost."""
    yield from inferred_lines(summary.inferred)
    yield from _first("left as it is, since two readings explain it equally well:", summary.undecided)
    yield from _first("characters are lost (U+FFFD):", [_around_loss(text) for text in summary.lost])


def to_look_at(summary: Summary) -> Iterator[str]:
    """The same below the document's name; nothing where there is nothing to be looked at."""
    lines = list(repair_lines(summary))
    if lines:
        yield f"{printable(summary.source)}: repairs: {count_repairs(summary.repairs)}"
        yield from lines


def _first(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"  {heading}"
    yield from (f"    {line}" for line in lines[:NAMED_REPAIRS])
    if len(lines) > NAMED_REPAIRS:
        yield f"    and {len(lines) - NAMED_REPAIRS} more"


def _around_loss(text: str) -> str:
    at = text.index("\ufffd")
    start, end = max(0, at - AROUND_LOSS), at + AROUND_LOSS
    return printable(f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}")


def note_lines(notes: Iterable[str]) -> Iterator[str]:
    """What there is to tell of how a document was read."""
    for note in notes:
        yield f"  {printable(note)}"


def inferred_lines(repairs: Sequence[str], number: int | None = None) -> Iterator[str]:
    """The repairs that were inferred, the first of them one by one; ``number``: how many, where not all are given."""
    number = len(repairs) if number is None else number
    if not number:
        return
    yield f"  inferred from the rest of the document, so look at {'it' if number == 1 else 'them'}:"
    for repair in repairs[:NAMED_REPAIRS]:
        yield f"    {repair}"
    if number > NAMED_REPAIRS:
        yield f"    and {number - NAMED_REPAIRS} more (--explain lists all)"


def untranslated_lines(kinds: Counter[str]) -> Iterator[str]:
    """What is paired and no translation."""
    if same := kinds["same"]:
        yield f"  {counted(same, 'passage')} {'is' if same == 1 else 'are'} the same on both sides"
    if wordless := kinds["wordless"]:
        yield f"  {counted(wordless, 'pair')} {'has' if wordless == 1 else 'have'} no letter, or an empty side"


def told_place(output: str) -> str:
    """What the place is called that the output goes to."""
    return "standard output" if output == STANDARD else printable(output)


def written_line(written: Written, output: str) -> str:
    """What was written where."""
    return f"  written: {told_place(output)} ({counted(written.units, 'unit')}, {written.format})"


def left_out_lines(left_out: Counter[str]) -> Iterator[str]:
    """What the filters left out, if anything."""
    if left_out.total():
        yield f"  left out: {listed(left_out)}"


def update_lines(memory: str, updated: Updated) -> Iterator[str]:
    """What became of new pairs in a memory."""
    beside = f" ({updated.beside} beside another translation)" if updated.beside else ""
    yield (
        f"{printable(memory)}: {updated.added} added{beside}, {updated.replaced} replaced, {updated.skipped} skipped "
        f"(there already), {updated.conflicting} conflicting"
        + (f", {updated.removed} removed" if updated.removed else "")
    )
    if updated.unusable:
        yield f"  {updated.unusable} left out because a side is empty"
    if updated.other_script:
        yield (
            f"  {updated.other_script} left out because they are in the other Chinese script than the memory, which is "
            f"{updated.zh_lang}"
        )
    for change in updated.changes:
        yield from _change_lines(change)
    for pair, kept in zip(updated.conflicts, updated.kept, strict=True):
        yield printable(f"  kept another translation of: {pair.zh} | {pair.en} (kept: {kept})")
    for pair in updated.deletions:
        yield printable(f"  not added, as it was deleted from the memory: {pair.zh} | {pair.en}")
    if updated.deleted:
        yield f"  {updated.deleted} deleted from the memory before stay so (--restore adds them again)"


def _change_lines(change: Change) -> Iterator[str]:
    old, new = " | ".join(change.old), " | ".join(change.new)
    if change.what == "replaced":
        yield printable(f"  replaced: {old} → {new}")
    elif change.what == "removed":
        yield printable(f"  removed, of {change.document}: {old}")


def diff_lines(change: Change) -> Iterator[str]:
    """The change as a diff shows it."""
    if change.what != "added":
        yield printable(f"- {' | '.join(change.old)}")
    if change.what != "removed":
        yield printable(f"+ {' | '.join(change.new)}")


def folder_line(name: str, summary: Summary, output: str | None) -> str:
    """The summary of one document of a folder, on one line; ``output`` is its file, if it has one of its own."""
    alone = summary.zh_alone + summary.en_alone
    left_out = summary.written.left_out.total()
    return (
        f"{printable(name)}: {counted(summary.pairs, 'pair')}, {share(summary.doubtful, summary.pairs)} below "
        f"{DOUBTFUL_BELOW}, {counted(alone, 'sentence')} without a partner, "
        f"{counted(summary.repairs.total(), 'repair')}"
        + (f" ({len(summary.inferred)} inferred)" if summary.inferred else "")
        + (f", characters lost in {counted(len(summary.lost), 'sentence')}" if summary.lost else "")
        + (f", {left_out} left out" if left_out else "")
        + (f" → {printable(output)}" if output else "")
    )


def folder_total(totals: Totals, failed: int, unreadable: int = 0) -> Iterator[str]:
    """The sums over a folder, of which ``unreadable`` folders and links could not be looked into."""
    more = f", {counted(unreadable, 'part')} of the folder not readable" if unreadable else ""
    yield (
        f"{counted(totals.documents + failed, 'document')}, {failed} failed{more}: {counted(totals.pairs, 'pair')}, "
        f"{share(totals.doubtful, totals.pairs)} below {DOUBTFUL_BELOW}"
    )
    yield f"  without a partner: {_alone(totals.zh_alone, totals.en_alone)}"
    yield from untranslated_lines(totals.untranslated)
    yield f"  repairs: {count_repairs(totals.repairs)}"
    yield from inferred_lines(totals.inferred, totals.inferred_number)


def kept_lines(plan: Plan) -> Iterator[str]:
    """How many documents of a folder were not done again."""
    if plan.up_to_date:
        yield f"  up to date, not aligned again: {counted(plan.up_to_date, 'document')}"
    if plan.unchanged:
        yield (
            f"  failed or passed over before, unchanged: {counted(plan.unchanged, 'document')} "
            "(--retry-failed tries again)"
        )


def warnings(summary: Summary, name: str) -> Iterator[str]:
    """What the user should know whether or not a summary is wanted."""
    for warning in summary.warnings:
        yield f"align: warning: {printable(name)}: {warning}"


def share(part: int, whole: int) -> str:
    """``3 of 26 (12%)``."""
    return f"{part:,} of {whole:,} ({100 * part / whole:.0f}%)" if whole else "0"


def _alone(zh: int, en: int) -> str:
    return f"{zh:,} Chinese and {counted(en, 'English sentence')}" if zh or en else "no sentence"


def listed(counts: Counter[str]) -> str:
    """``12 duplicates, 3 too long``, in the order of the alphabet; ``none`` when there is nothing."""
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items()) if number) or "none"


def some(paths: Sequence[Path]) -> str:
    """``a.png, b.png, c.png and 2 more``."""
    names = ", ".join(printable(path.as_posix()) for path in paths[:NAMED_FILES])
    return names if len(paths) <= NAMED_FILES else f"{names} and {len(paths) - NAMED_FILES} more"


def passed_over_lines(errors: Sequence[InputError]) -> Iterator[str]:
    """What is passed over in a folder because of what it holds: a line for each format that is not read, one for files
    in one language alone, one for what is not translated."""
    alone = [error for error in errors if isinstance(error, OneLanguage)]
    same = [error for error in errors if isinstance(error, NotTranslated)]
    yield from _unread_lines([error for error in errors if isinstance(error, UnreadFormat)])
    if alone:
        yield f"passed over, in one language alone: {counted(len(alone), 'file')}: {_named(alone)} ({PARTNER})"
    if same:
        yield f"passed over, not translated: {counted(len(same), 'document')}: {_named(same)}"


def _named(errors: Sequence[InputError]) -> str:
    return some([Path(error.path or "") for error in errors])


def _unread_lines(errors: Sequence[UnreadFormat]) -> Iterator[str]:
    kinds: dict[str, list[UnreadFormat]] = {}
    for error in errors:
        kinds.setdefault(error.message, []).append(error)
    for message, same in kinds.items():
        yield f"passed over, {message.removeprefix('this is ')}: {_named(same)}" + (
            f" ({same[0].advice})" if same[0].advice else ""
        )


def not_taken(lost: Counter[str]) -> Iterator[str]:
    """What the inputs hold beside pairs of texts, in words."""
    if lost.total():
        yield "not taken over from the input: " + ", ".join(f"{name} ({lost[name]:,})" for name in sorted(+lost))


def losses(written: Written) -> Iterator[str]:
    """What the output's format could not hold, in words."""
    for reason, number in written.no_place.items():
        yield f"{number} left out because {reason}"
    if written.removed:
        characters = counted(written.removed, "character")
        yield f"{characters} removed that {written.format} cannot hold (controls, halves of characters)"
    if written.other_script:
        script, other = ("simplified", "Traditional") if written.zh_lang == "zh-CN" else ("traditional", "Simplified")
        yield (
            f"{counted(written.other_script, 'pair')} in {other} characters, but the output's Chinese is "
            f"{written.zh_lang}; make a file for each: --script {script} leaves the others out"
        )
    if written.bare:
        yield (
            f"{counted(written.bare, 'pair')} with inline codes, which {written.format} has no place for: placeholders "
            "stay as text, line breaks as spaces"
        )
    if written.joined:
        yield f"{counted(written.joined, 'text')} with line breaks, which became spaces"
