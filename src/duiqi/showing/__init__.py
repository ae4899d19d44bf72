"""An alignment as a notebook shows it, and as a data frame.

It takes an alignment and gives HTML or a table. It never writes files, and imports pandas and pyarrow only when asked.
"""

from duiqi.showing.html import as_html
from duiqi.showing.tables import to_arrow, to_pandas

__all__ = ["as_html", "to_arrow", "to_pandas"]
