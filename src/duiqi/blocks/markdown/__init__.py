"""What the dialects of Markdown add to its text: front matter, boxes and tabs, directives, templates, inline marks.

Takes text and gives text, or what a line is; the paragraphs are put together in ``formats.markdown``.
"""
