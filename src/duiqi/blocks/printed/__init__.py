"""Pages of a PDF: characters with their places, to lines, cells of ruled tables and paragraphs.

``text`` and ``drawing``, with ``face`` and ``page/characters``, ask pypdfium2 what is on a page; the rest takes printed
lines and knows no library. It never opens a file.
"""
