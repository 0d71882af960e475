"""A thread's traceback is printed, though nobody dies of it: the end of it is told.

verdict: crashed
says: a traceback was printed: ValueError: no such item at traceback_printed.py:14
never: most recent call last
"""

import sys
import traceback


def run():
    try:
        raise ValueError("no such item")
    except ValueError:
        traceback.print_exc(file=sys.stderr)
