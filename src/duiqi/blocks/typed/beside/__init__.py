"""Two languages in two columns of a whole text, told by the languages where no empty column parts them: contracts and
laws as ``pdftotext -layout`` writes them, or as they were typed."""
