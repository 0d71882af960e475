# verdict: crashed | timeout
# The consumer writes to a temporary file without end.
import multiprocessing as mp
import tempfile
import time


STEP = 16 * 1024 * 1024


def consume(items, handle):
    block = b"\xa5" * STEP
    with tempfile.NamedTemporaryFile(prefix="ipc-hog-") as file:
        while True:
            file.write(block)
            file.flush()
            time.sleep(0.05)


def run(items, handle):
    consumer = mp.Process(target=consume, args=(items, handle))
    consumer.start()
    consumer.join()
