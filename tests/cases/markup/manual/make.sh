#!/bin/sh
# The manual in every markup, written by pandoc from manual.en.md and manual.zh.md: sh make.sh
# (The books in a folder need zip and unzip.)
set -e
cd "$(dirname "$0")"
for language in en zh; do
    for form in rst:rst mediawiki:wiki latex:tex asciidoc:adoc html:html docbook5:xml docx:docx odt:odt epub:epub rtf:rtf; do
        # The title of a page stands in its head; without one pandoc takes the name of the file for it.
        SOURCE_DATE_EPOCH=1600000000 pandoc --standalone --metadata lang="$language" --metadata pagetitle=manual \
            --to "${form%:*}" --output "manual.$language.${form#*:}" "manual.$language.md"
    done
    # A book that was packed with the folder around it, as Debian ships some of its manuals.
    folder=$(mktemp -d)
    unzip -q "manual.$language.epub" -d "$folder/manual"
    find "$folder" -exec touch -d @1600000000 {} +
    rm -f "manual.$language.folder.epub"
    (cd "$folder" && find manual -type f | LC_ALL=C sort | TZ=UTC zip -q -X - -@) > "manual.$language.folder.epub"
    rm -r "$folder"
done
