"""What an alignment was made by, in a line that goes with every output: version, data and options."""

from __future__ import annotations

from duiqi._version import __version__
from duiqi.errors import checked_options
from duiqi.model import Level
from duiqi.options import Options


def run_signature(level: Level, options: Options) -> str:
    """``duiqi:0.1.0|level:sentence|lexicon:…|weights:…|punctuation:keep|paragraphs:yes|self-training:yes``."""
    return (
        f"duiqi:{__version__}|level:{level}|{data_signature(options)}|punctuation:{options.punctuation}"
        f"|paragraphs:{'yes' if options.paragraphs else 'no'}|self-training:{'yes' if options.self_training else 'no'}"
        + _repair_signature(options)
    )


def data_signature(options: Options | None = None) -> str:
    """Which lexicon, with which words of the user's, which weights, and which encoder."""
    from duiqi.aligner.embedding.vectors import name_of
    from duiqi.aligner.scoring.weights import load_similarity_weights, own_weights
    from duiqi.words.lexicon import load_lexicon

    options = checked_options(options, Options)
    own = f"+{options.own_words.digest}" if options.own_words else ""
    found = f"lexicon:{load_lexicon().digest[:8]}{own}|weights:{own_weights(options.own_weights).digest}"
    if options.similarity is None:
        return found
    return f"{found}+{load_similarity_weights().digest}|similarity:{name_of(options.similarity)}"


def _repair_signature(options: Options) -> str:
    """Which repairs were made, where it is not all."""
    if options.repair == "all":
        return ""
    kinds = options.repair if isinstance(options.repair, str) else ",".join(options.repair).replace(" ", "-")
    return f"|repair:{kinds or 'none'}"
