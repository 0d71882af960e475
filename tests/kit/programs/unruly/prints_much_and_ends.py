"""The program prints 4 MB, where 1 is allowed, and ends at once.

ends: output
verdict: crashed
limits: output=1048576
"""

import os


def run():
    os.write(1, b"x" * (4 << 20))
