"""Web pages: the blocks of an HTML tree, which of them are read, and what two pages of one kind say of each other.

Takes a tree and gives blocks in the order of the page, each read or left out for a reason (``Page``). It never reads
files and knows nothing of encodings.
"""
