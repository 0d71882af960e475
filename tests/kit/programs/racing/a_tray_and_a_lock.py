"""One fills the tray and wants the lock, the other has the lock and wants the tray.

finds: deadlock
"""

import multiprocessing as mp
import time


def print_page(tray, lid):
    time.sleep(0.3)
    tray.put("page")
    with lid:
        tray.get()


def clean(tray, lid):
    with lid:
        tray.put("cloth")
        tray.get()


if __name__ == "__main__":
    tray, lid = mp.Queue(1), mp.Lock()
    printer = mp.Process(target=print_page, args=(tray, lid))
    printer.start()
    clean(tray, lid)
    printer.join()
    print("printed and clean")
