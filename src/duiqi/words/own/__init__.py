"""Words that a user brings: terms of a termbase, matched as units, and tables of word pairs that were learned.

Takes terms as strings and files of word pairs, and gives the tokens of a text with its terms joined, and the table of
its words with theirs. It reads no termbase by itself: ``duiqi.adapting`` does.
"""
