"""The ``align`` command, also as ``python -m duiqi``: from here on Control-C ends it with one line."""

import os
import signal
import sys
from contextlib import suppress

INTERRUPTED = 130  # as shells count: 128 and the number of the signal


def main() -> int:
    """Run the command and return its exit status.

    Importing it takes some tenths of a second. Until that is done, and when all is done, nothing is lost by an end at
    once; a KeyboardInterrupt might come up where Python only reports it and goes on.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored, as by ``nohup``
        from duiqi.cli import main as command

        return command()
    signal.signal(signal.SIGINT, _end)
    from duiqi.cli import main as command

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status = command()
        signal.signal(signal.SIGINT, _end)
        if status == INTERRUPTED:
            # Python notes an interrupt inside a string that is run, as dataclasses have them, though it was handled,
            # and ``python -m`` then ends by the signal. The next string that is run makes it forget.
            eval("0")
    except KeyboardInterrupt:  # before the command was ready for it, or behind that
        return _end()
    return status


def _end(*_: object) -> int:
    with suppress(OSError):
        os.write(2, b"align: interrupted\n")
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
