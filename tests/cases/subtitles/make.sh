#!/bin/sh
# The subtitles in every format, written by ffmpeg from en.srt, zh.srt and both.srt (cues in both languages); those in
# late/ come 2.5 seconds later: sh make.sh
set -e
cd "$(dirname "$0")"
mkdir -p late
for name in en zh both; do
    for suffix in vtt ass ttml lrc; do
        ffmpeg -v error -y -i "$name.srt" -bitexact "$name.$suffix"
    done
done
for suffix in srt vtt ass ttml lrc; do
    ffmpeg -v error -y -itsoffset 2.5 -i en.srt -bitexact "late/en.$suffix"
done
