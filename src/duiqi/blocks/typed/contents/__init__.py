"""Lists of contents in plain text: their entries with dots and pages, where such lists are, those that both sides have.

Takes lines, paragraphs or documents; tells of lines, or gives documents without the lists. It never opens a file.
"""
