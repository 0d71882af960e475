"""A program that it starts goes by the real clock, and that is waited for."""

import subprocess
import sys

if __name__ == "__main__":
    found = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, check=True)
    print(found.stdout.decode().strip())
