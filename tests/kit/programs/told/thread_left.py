"""A thread of main's goes on waiting.

verdict: leaked
says: a thread of main still runs when it returned, waiter: over.wait(600) (thread_left.py:13)
"""

import threading

over = threading.Event()


def wait():
    over.wait(600)


def run():
    threading.Thread(target=wait, name="waiter", daemon=True).start()
