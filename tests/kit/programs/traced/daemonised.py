"""A process cuts its ties and goes on.

methods: fork
outlived: 1 process
"""

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
os.wait()
