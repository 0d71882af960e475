"""Exits with a message.

methods: fork
code: 1
prints: no such file
"""

import sys

sys.exit("no such file")
