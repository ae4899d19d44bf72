"""How likely a repair is: a model of Chinese characters, readings, and what bytes can have been.

Takes text or bytes and gives costs (nats) and candidates; what is done with them is for the fixes.
"""
