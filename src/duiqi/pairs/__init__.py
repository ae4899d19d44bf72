"""What can be said of a pair of texts on its own, whatever format it is in.

Takes Pairs and gives those that filters let through, each once; what every format writes of a pair; and whether a pair
can be a translation. Never imports a format or the aligner. Its modules are imported by name.
"""
