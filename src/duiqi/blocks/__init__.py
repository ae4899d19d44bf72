"""What readers share between a format's marks and its paragraphs: HTML blocks, printed lines, columns of tables.

Takes the elements, lines or cells that a format has and gives lines with what the file says of each (``Line``), joined
to a ``Reading``. It knows no file by name or suffix, and never imports the formats.
"""
