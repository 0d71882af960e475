"""A child is forked by hand.

methods: fork
"""

import os

child = os.fork()
if child == 0:
    os._exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
