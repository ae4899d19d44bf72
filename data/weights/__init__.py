"""How the weights of the aligner are fitted."""
