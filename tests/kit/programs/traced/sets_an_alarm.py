"""A timer will wake a process that waits for ever.

methods: fork
code: 142
"""

import multiprocessing
import signal

signal.alarm(2)
multiprocessing.Queue().get()
