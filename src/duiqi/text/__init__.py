"""What can be told of a string by its characters and words: which are Han, which language and script it is in.

Takes strings, or the lines of a document, and gives counts, languages and codes. The lowest room: never imports more of
duiqi than the types and errors. Its modules are imported by name.
"""
