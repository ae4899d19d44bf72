"""What damages a document, one process a file.

A process takes the whole text and gives the log-odds that it was at work there: its prior, and the evidence for it,
which does not depend on how much better a repair would read. Only a process that was found licenses its repairs.
"""
