"""What every script begins with: a Python that is new enough, then an environment that holds what we need.

Any Python must be able to read this file, so that an old one can say what is wrong with it.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Models of Excellence needs Python 3.11 or newer, and this is %d.%d: install a newer one."
        % sys.version_info[:2]
    )
