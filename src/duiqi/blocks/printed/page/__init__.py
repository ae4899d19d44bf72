"""What the order of a file tells of a page before its lines are put together: cells and cards side by side, text that
was drawn on top, titles whose two languages a space parts, initials.

Takes pages of ``Printed`` lines and gives pages of them. It never joins lines.
"""
