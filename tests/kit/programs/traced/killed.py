"""It is killed by a signal.

methods: fork
code: 137
"""

import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
