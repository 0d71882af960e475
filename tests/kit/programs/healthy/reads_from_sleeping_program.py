"""The caller reads what another program prints, which sleeps first.

methods: fork
"""

import subprocess
import sys


def run():
    words = ["sleep 0.2; echo one; sleep 0.2; echo two"]
    with subprocess.Popen(["sh", "-c", *words], stdout=subprocess.PIPE) as program:
        assert program.stdout.read() == b"one\ntwo\n"
    subprocess.run([sys.executable, "-S", "-c", "import time; time.sleep(0.2)"], check=True)
