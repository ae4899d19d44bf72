"""How ``lexicon.bin`` is made: which English stems a Chinese word can be, and how surely."""
