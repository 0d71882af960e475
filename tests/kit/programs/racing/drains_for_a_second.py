"""What has not come within a second is not read, and then the one that puts it is joined.

finds: deadlock
"""

import multiprocessing as mp
import queue


def scan(pages):
    for letter in "ab":
        pages.put(letter * 80_000)


if __name__ == "__main__":
    pages = mp.Queue()
    scanner = mp.Process(target=scan, args=(pages,))
    scanner.start()
    sizes = []
    try:
        while True:
            sizes.append(len(pages.get(timeout=1)))
    except queue.Empty:
        pass
    scanner.join()
    print(sizes)
