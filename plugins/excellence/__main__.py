"""`python -m excellence`."""

import sys
from io import TextIOWrapper

from .commands import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # files have names that not every terminal can write
    main(prog_name="excellence")
