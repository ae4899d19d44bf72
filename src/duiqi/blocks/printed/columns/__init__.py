"""The columns of a page: how they are set, and which of their lines stand alone.

Takes ``Printed`` lines in the order in which they are read. It never joins any.
"""
