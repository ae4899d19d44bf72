"""What the order of a file and the place of its lines tell of a page before they are put together: cells and cards side
by side, text drawn in layers, text that is turned.

Takes pages of ``Printed`` lines and gives pages of them, but for ``characters`` and ``kerned``, of which such lines are
made. It never joins lines.
"""
