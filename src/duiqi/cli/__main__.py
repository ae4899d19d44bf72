"""``python -m duiqi.cli``, where the ``align`` command is not on the path."""

import sys

from duiqi.cli import main

if __name__ == "__main__":
    sys.exit(main())
