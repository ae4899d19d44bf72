"""How ``punkt_en.json`` is made: abbreviations, casing and sentence starters of English."""
