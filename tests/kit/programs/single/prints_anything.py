"""The program prints all bytes, half characters, terminal escapes and a long line, and is right."""

import os
import sys


def run():
    os.write(1, bytes(range(256)) * 4)
    os.write(2, "käse 🧀".encode()[:-2])
    sys.stdout.reconfigure(errors="surrogatepass")
    print("\ud800 \x1b[2J\x1b]0;title\x07", flush=True)
    os.write(1, b"y" * (300 << 10))
