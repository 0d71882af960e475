"""Exits with a code of its own.

methods: fork
code: 3
"""

import sys

sys.exit(3)
