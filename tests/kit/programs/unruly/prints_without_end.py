"""The program prints 200 MB, in pieces of 1 MB.

ends: output
verdict: crashed
"""

import os


def run():
    for _ in range(200):
        os.write(1, b"x" * (1 << 20))
