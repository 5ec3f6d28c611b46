"""`python -m builder.cli`: the program without its script."""

import sys

from builder.cli import main

sys.exit(main())
