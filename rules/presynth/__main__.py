"""`python -m presynth` is `presynth`."""

import sys

from presynth.cli import main

sys.exit(main())
