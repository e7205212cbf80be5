"""`python -m presynth` is `presynth` without the server."""

import sys

from presynth.cli import main

# Processes that a check starts import this module again.
if __name__ == "__main__":
    sys.exit(main())
