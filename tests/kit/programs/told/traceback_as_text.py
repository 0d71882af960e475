"""A worker's traceback travels as text, and is raised again as a message.

verdict: crashed
says: main raised RuntimeError: the worker failed: ZeroDivisionError: division by zero at traceback_as_text.py:25
never: Traceback
"""

import multiprocessing as mp
import traceback


def work(queue):
    try:
        queue.put(1 / 0)
    except ZeroDivisionError:
        queue.put(traceback.format_exc())


def run():
    queue = mp.Queue()
    process = mp.Process(target=work, args=(queue,))
    process.start()
    text = queue.get()
    process.join()
    raise RuntimeError(f"the worker failed:\n{text}")
