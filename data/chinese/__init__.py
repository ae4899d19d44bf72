"""How ``chinese.bin`` is made: the character model that tells Chinese from what only looks like it."""
