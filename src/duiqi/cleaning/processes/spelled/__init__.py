"""Characters and line breaks as they are spelled for a page or a program, in text that is neither."""
