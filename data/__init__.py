"""How the data files of the package are made."""
