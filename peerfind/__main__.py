"""`python -m peerfind`."""

import sys

from peerfind.cli import main

sys.exit(main())
