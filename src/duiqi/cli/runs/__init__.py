"""Runs of ``align`` over many documents: where they come from, what is done with them, and what is told of it.

Takes arguments of the command line and gives an exit status; the work is done by ``duiqi.batch``. Never parses a
document itself, and never imports a command.
"""
