"""duiqi (对齐, "to align"): Chinese–English parallel text, from a messy document to sentence pairs.

>>> import duiqi
>>> alignment = duiqi.align("release.txt")                   # doctest: +SKIP
>>> duiqi.save(alignment, "release.tmx", min_score=0.9)      # doctest: +SKIP
"""

from duiqi._version import __version__

# What ``typing`` has by this name; that takes as long to import as all else here.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from duiqi.aligner import align_sentences
    from duiqi.cleaning import clean
    from duiqi.errors import DataError, DuiqiError, InputError
    from duiqi.evaluation import Scores, evaluate
    from duiqi.export import read, save
    from duiqi.model import Alignment, Bead, Cleaned, Document, Edit, Pair, Paragraph, Sentence
    from duiqi.options import Options
    from duiqi.pipeline import align, load
    from duiqi.segmentation import segment

__all__ = [
    "Alignment",
    "Bead",
    "Cleaned",
    "DataError",
    "Document",
    "DuiqiError",
    "Edit",
    "InputError",
    "Options",
    "Pair",
    "Paragraph",
    "Scores",
    "Sentence",
    "__version__",
    "align",
    "align_sentences",
    "clean",
    "evaluate",
    "load",
    "read",
    "save",
    "segment",
]

# Where each name is at home. Its room is imported when it is asked for: ``import duiqi`` takes no time, and Control-C
# in the first tenths of a second meets a command that is ready for it (``__main__``).
_HOMES = {
    "aligner": ("align_sentences",),
    "cleaning": ("clean",),
    "errors": ("DataError", "DuiqiError", "InputError"),
    "evaluation": ("Scores", "evaluate"),
    "export": ("read", "save"),
    "model": ("Alignment", "Bead", "Cleaned", "Document", "Edit", "Pair", "Paragraph", "Sentence"),
    "options": ("Options",),
    "pipeline": ("align", "load"),
    "segmentation": ("segment",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The function or type of that name, or the room."""
        from importlib import import_module
        from importlib.util import find_spec

        for room, names in _HOMES.items():
            if name in names:
                globals()[name] = found = getattr(import_module(f"duiqi.{room}"), name)
                return found
        if name.startswith("_") or not find_spec(f"duiqi.{name}"):
            raise AttributeError(f"module 'duiqi' has no attribute {name!r}")
        return import_module(f"duiqi.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
