"""Where lines stand on the page of a plain text: numbers at its margin, columns beside each other."""
