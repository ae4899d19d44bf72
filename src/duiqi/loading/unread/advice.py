"""What to do with a file in a format that is not read, where it is the same for several."""

# What to do with files of several formats.
PDF = "export it as PDF"
SUBTITLES = "save it as SubRip subtitles (.srt), for example with Subtitle Edit or Aegisub"
TRANSCRIBE = "have it transcribed; subtitles are read from .srt and .vtt"
OCR = "have its text recognised (OCR), and save that as plain text (.txt)"
UNPACK = "unpack it"
CATALOGUE = "convert it to PO or XLIFF, for example with the Translate Toolkit"
EPUB = "convert it to EPUB, for example with calibre"
TABLE = "put the texts into a table (.csv, .xlsx) with a column for each language"
PANDOC = "convert it with pandoc: pandoc NAME -t plain --wrap=none -o NAME.txt"
CODE = "give it a name that ends in .md if it is text all the same"
NO_TEXT = "name a document with text"
