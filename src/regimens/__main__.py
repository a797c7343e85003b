"""``python -m regimens``: the command line.

Python imports the package before a line of this module runs: Ctrl-C until then is its traceback.
"""

import sys

from regimens_command import main

sys.exit(main())
