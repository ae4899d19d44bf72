"""What a person sees of a run, and what a log keeps of it: lines on standard error, a bar, a file of JSON lines.

Takes lines and counts, and shows them as the terminal, or its absence, allows. Never decides what there is to tell.
"""

from __future__ import annotations

from duiqi.cli.terminal.logs import log, on_standard_error, tell, to_file, verbose, warn
from duiqi.cli.terminal.progress import Progress, counting

__all__ = ["Progress", "counting", "log", "on_standard_error", "tell", "to_file", "verbose", "warn"]
