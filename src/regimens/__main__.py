"""``python -m regimens``: the command line."""

import sys

from regimens.cli import main

sys.exit(main())
