"""``python -m duiqi``: the ``align`` command, where it is not on the path."""

import sys

from duiqi.cli import main

if __name__ == "__main__":
    sys.exit(main())
