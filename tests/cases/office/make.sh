#!/bin/sh
# The documents beside this, written by LibreOffice (Writer, Impress, Calc) from report.fodt, slides.fodp,
# table.csv and cells.csv (both languages in a cell): sh make.sh. Those in flat/ are all in one XML file.
set -e
cd "$(dirname "$0")"
for suffix in odt rtf docx; do soffice --headless --convert-to "$suffix" report.fodt; done
for suffix in odp pptx; do soffice --headless --convert-to "$suffix" slides.fodp; done
# 44,34,76,1: commas, quotation marks, UTF-8, from the first row.
for suffix in ods xlsx; do soffice --headless --infilter=CSV:44,34,76,1 --convert-to "$suffix" table.csv cells.csv; done
soffice --headless --convert-to fodt --outdir flat report.odt
soffice --headless --convert-to fodp --outdir flat slides.odp
soffice --headless --convert-to fods --outdir flat table.ods
