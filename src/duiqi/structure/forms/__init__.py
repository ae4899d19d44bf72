"""Forms in both languages: their labels, told from other lines.

Takes lines and gives the places of labels in them. It knows no paragraphs.
"""
