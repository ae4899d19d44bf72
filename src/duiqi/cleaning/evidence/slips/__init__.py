"""What slipped bytes leave in a text, and the search that sets them right again."""
