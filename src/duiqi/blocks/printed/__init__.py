"""Pages of a PDF: characters with their places, to lines, cells of ruled tables and paragraphs.

``formats.pdf`` goes through them. Page by page ``drawing`` finds the lines drawn (``ruling``: their tables), ``text``
the lines of text, with ``face`` and ``page/characters``: these ask pypdfium2, the rest takes printed lines and knows
no library. ``shifted`` tells whether the characters are moved, and the pages are read once more. Of all pages
together go turned text and numbers of lines (``page/turned``, ``page/numbered``), marks of notes (``floats``) and
heads (``running_heads``); the lines are put in order (``page/stacking``, ``page/file_order``) and into columns
(``spaced``), joined to ``paragraphs`` (``columns``, ``tables``), and floats put last (``floats.column_order``). It
never opens a file.
"""
