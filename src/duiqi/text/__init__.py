"""What can be told of a string by its characters and words: which are Han, which language and script it is in.

Takes strings, or the lines of a document, and gives counts, languages and codes. The lowest room: imports nothing of
duiqi but the types and errors. Its modules are imported by name.
"""
