"""How ``readings.txt`` is made: the pinyin of characters."""
