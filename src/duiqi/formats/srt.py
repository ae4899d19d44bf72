"""SubRip subtitles."""

from __future__ import annotations

from duiqi.blocks.cues import read_subtitles
from duiqi.formats.format import Format

FORMAT = Format(name="srt", label="SubRip subtitles", suffixes=(".srt",), read_document=read_subtitles)
