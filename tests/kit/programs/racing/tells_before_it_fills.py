"""The box is filled after the notification: who looks at once finds nothing, and waits on.

finds: deadlock
"""

import multiprocessing as mp


def fetch(box, filled, found):
    with filled:
        filled.wait_for(lambda: box.value != 0)
    found.put(box.value)


if __name__ == "__main__":
    box, filled, found = mp.Value("i", 0), mp.Condition(), mp.SimpleQueue()
    fetcher = mp.Process(target=fetch, args=(box, filled, found))
    fetcher.start()
    with filled:
        filled.notify()
    box.value = 7
    print(found.get())
    fetcher.join()
