"""News that come between the look and the clearing are cleared unseen.

finds: deadlock
"""

import multiprocessing as mp
import time


def make(made, news):
    for _ in range(3):
        made.value += 1
        news.set()
        time.sleep(0.2)


if __name__ == "__main__":
    made, news = mp.Value("i", 0), mp.Event()
    maker = mp.Process(target=make, args=(made, news))
    maker.start()
    seen = 0
    while seen < 3:
        news.wait()
        seen = made.value
        news.clear()
    print(seen, "made")
    maker.join()
