"""Characters as wide as Chinese ones."""

from __future__ import annotations

from duiqi.text.chars import HAN

# Between two of these there is no space in Chinese: ideographs, full-width punctuation, quotation marks, dashes.
WIDE = f"{HAN}\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"
