"""What a number may be on the other side, when translating it changes its digits.

Takes a text and gives the readings of its numbers: 民國108年 is 2019, 八五折 is 15% off, 下午3点30分 is 15:30, 500斤
are 250 kilograms. A language is a module with its rules; ``rules`` is what a rule is. Imported by name, where a pair
has digits that do not agree.
"""
