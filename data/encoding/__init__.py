"""How ``frequent_han.txt`` is made: the characters by which encodings are told."""
