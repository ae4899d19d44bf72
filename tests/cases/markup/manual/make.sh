#!/bin/sh
# The manual in every markup, written by pandoc from manual.en.md and manual.zh.md: sh make.sh
set -e
cd "$(dirname "$0")"
for language in en zh; do
    for form in rst:rst mediawiki:wiki latex:tex asciidoc:adoc html:html docbook5:xml docx:docx odt:odt epub:epub rtf:rtf; do
        # The title of a page stands in its head; without one pandoc takes the name of the file for it.
        SOURCE_DATE_EPOCH=1600000000 pandoc --standalone --metadata lang="$language" --metadata pagetitle=manual \
            --to "${form%:*}" --output "manual.$language.${form#*:}" "manual.$language.md"
    done
done
