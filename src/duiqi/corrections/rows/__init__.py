"""From the rows of a table that a person corrected to corrections of the alignment that it was written from.

It takes an alignment and rows as pairs, and gives the places that were changed. It never reads the table itself.
"""

from duiqi.corrections.rows.places import FromRows, places_of_rows

__all__ = ["FromRows", "places_of_rows"]
