"""The program prints 200 MB, in pieces of 1 MB, and does not stop there.

ends: output
verdict: crashed
"""

import os
import time


def run():
    for _ in range(200):
        os.write(1, b"x" * (1 << 20))
    time.sleep(600)
