"""What the features of a bead may look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.first_pass import LENGTH_CAP, span_lengths, squared_deviates
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.evidence import Evidence, word_evidence
from duiqi.arrays.types import FloatArray

# Nats up to which the likelihood of the Chinese words counts in texts that train themselves: left out, 35 to 50 are
# alike (docs/scoring.md, `placed_zh`).
MOST_PLACED_ZH = 40.0


@dataclass(frozen=True, slots=True)
class FeatureContext:
    """What a feature may look at: the text, the beads, and by bead (B,) the word evidence and lengths.

    ``placed_zh`` is ``evidence.positional_llr_zh``, at most MOST_PLACED_ZH after self-training.
    ``log_length``, ``gale_church`` and ``length_tail`` are 0 for null beads, ``unaligned_length`` for all others and
    after self-training.
    ``omissions`` is how clear it is that the text lacks sentences, 0 to 1; 0 as long as nothing is known of it.
    ``likeness`` is how alike the sides are by an encoder, 0 for null beads; None where there is none.
    """

    bitext: Bitext
    spans: Spans
    evidence: Evidence
    placed_zh: FloatArray
    log_length: FloatArray
    gale_church: FloatArray
    length_tail: FloatArray
    unaligned_length: FloatArray
    omissions: float = 0.0
    likeness: FloatArray | None = None


def feature_context(bitext: Bitext, spans: Spans, after_training: bool = False) -> FeatureContext:
    """Gather what the features need, by the text's table as it stands, which may be that ``after_training``."""
    zh, en = span_lengths(bitext, spans)
    # δ²/2v with v the variance of this text.
    strayed = squared_deviates(zh, en, bitext.ratio) / (2.0 * bitext.length_variance)
    null = spans.is_null
    evidence = word_evidence(bitext, spans, after_training)
    return FeatureContext(
        bitext,
        spans,
        evidence,
        placed_zh=np.minimum(evidence.positional_llr_zh, MOST_PLACED_ZH if after_training else np.inf),
        log_length=np.log1p(bitext.ratio * zh + en) * ~null,
        gale_church=-np.minimum(strayed / 2.0, LENGTH_CAP) * ~null,
        length_tail=-np.log1p(strayed) * ~null,
        unaligned_length=np.log1p(zh + en) * (null & (not after_training)),
    )
