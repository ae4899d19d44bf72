"""Where a line that holds both languages comes apart: between names, before brackets, at the border of two sentences.

Takes one line and gives places in it. Whether the other lines speak for parting it is asked by the modules above.
"""
