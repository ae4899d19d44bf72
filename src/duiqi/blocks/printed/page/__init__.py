"""What the order of a file and the place of its lines tell of a page before they are put together: cells and cards side
by side, text drawn in layers, text that is turned.

Takes pages of ``Printed`` lines and gives pages of them. It never joins lines.
"""
