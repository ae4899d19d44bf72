"""A run over a folder as figures and as a page: what became of the documents, and which a person should look at.

Takes a manifest, also of a run that is under way or was ended, and gives JSON and HTML. Never reads a document.
"""

from __future__ import annotations

from duiqi.batch.report.figures import Report, report_of
from duiqi.batch.report.page import report_page
from duiqi.batch.report.write import check_report_path, write_report

__all__ = ["Report", "check_report_path", "report_of", "report_page", "write_report"]
