"""Another program runs for a while, and its output is read.

methods: fork
"""

import subprocess

print(subprocess.run(["sh", "-c", "sleep 1.4; echo hello"], capture_output=True).stdout)
