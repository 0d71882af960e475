"""The program leaves by sys.exit(), as if all were well.

ends: self
verdict: crashed
"""

import sys


def run():
    sys.exit(0)
