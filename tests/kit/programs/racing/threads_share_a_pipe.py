"""The last page is sent by a timer's thread, which may begin in the middle of another page.

finds: raise
"""

import multiprocessing as mp
import threading

PAGE = bytes(20_000)


def read(end, pages):
    for _ in range(pages):
        assert end.recv_bytes() == PAGE


def send(end, pages):
    for _ in range(pages):
        end.send_bytes(PAGE)


if __name__ == "__main__":
    theirs, ours = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(theirs, 3))
    reader.start()
    late = threading.Timer(0.5, send, (ours, 1))
    late.start()
    send(ours, 2)
    late.join()
    reader.join()
    print("sent")
