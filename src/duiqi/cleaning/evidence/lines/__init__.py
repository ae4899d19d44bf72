"""What single lines tell: their language and width, whether they are sound, whether they stand apart."""
