"""A thread hands on what a process sends, and an event tells when all is done."""

import multiprocessing as mp
import queue
import threading
import time


def send(end, ready):
    for number in range(3):
        time.sleep(0.01)
        end.send(number)
    end.close()
    ready.wait()


def receive(end, found):
    try:
        while True:
            found.put(end.recv())
    except EOFError:
        found.put(None)


if __name__ == "__main__":
    ours, theirs = mp.Pipe(duplex=False)
    ready, found = mp.Event(), queue.Queue()
    sender = mp.Process(target=send, args=(theirs, ready))
    sender.start()
    theirs.close()
    thread = threading.Thread(target=receive, args=(ours, found))
    thread.start()
    print(list(iter(found.get, None)))
    ready.set()
    thread.join()
    sender.join()
