"""What most lines of a document have around their text: a source, a watermark, a date, a label of the language."""
