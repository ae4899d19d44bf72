"""Bytes in and out: files written whole or not at all, encodings, archives and XML of unknown origin within limits.

Takes paths, open files and bytes and gives text, streams and elements, or an ``InputError`` that names the file. It
knows nothing of formats, paragraphs or pairs, and never imports the rooms that do.
"""
