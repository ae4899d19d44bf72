"""WebVTT subtitles.

Read: cues with their times.
Left out: marks of styles, notes, settings.
"""

from __future__ import annotations

from duiqi.blocks.cues import read_subtitles
from duiqi.formats.format import Format

FORMAT = Format(
    name="vtt",
    label="WebVTT subtitles",
    suffixes=(".vtt",),
    read_document=read_subtitles,
    recognises=lambda text: text.startswith("WEBVTT"),
)
