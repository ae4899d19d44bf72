#!/bin/sh
# The documents beside this, written by LibreOffice (Writer, Impress) from report.fodt and slides.fodp: sh make.sh
set -e
cd "$(dirname "$0")"
for suffix in odt rtf docx; do soffice --headless --convert-to "$suffix" report.fodt; done
for suffix in odp pptx; do soffice --headless --convert-to "$suffix" slides.fodp; done
