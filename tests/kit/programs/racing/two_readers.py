"""Two processes receive from one end: one reads a length, and the other the bytes behind it.

finds: raise
"""

import multiprocessing as mp

FRAME = bytes(4)


def watch(end):
    for _ in range(2):
        assert end.recv_bytes() == FRAME


if __name__ == "__main__":
    theirs, ours = mp.Pipe(duplex=False)
    watchers = [mp.Process(target=watch, args=(theirs,)) for _ in range(2)]
    for _ in range(4):
        ours.send_bytes(FRAME)
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        watcher.join()
    print("seen")
