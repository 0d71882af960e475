"""The program claims success by its exit code, before its work is done.

ends: self
verdict: crashed
"""

import os


def run():
    os._exit(0)
