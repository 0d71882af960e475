"""The end mark is put back for others, and there are none.

verdict: leaked
says: an item was left in the queue: None, which main put at put_back.py:15
"""

import multiprocessing as mp

queue = mp.Queue()


def run():
    queue.put(1)
    queue.get()
    queue.put(None)
