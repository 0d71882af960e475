"""Two threads of a child take two of its locks, each in another order.

finds: deadlock
"""

import multiprocessing as mp
import threading


def move(first, second, moved):
    with first, second:
        moved.append(1)


def serve(answers):
    shelf, cart, moved = threading.Lock(), threading.Lock(), []
    movers = [
        threading.Thread(target=move, args=(*locks, moved))
        for locks in ((shelf, cart), (cart, shelf))
    ]
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join()
    answers.put(len(moved))


if __name__ == "__main__":
    answers = mp.Queue()
    server = mp.Process(target=serve, args=(answers,))
    server.start()
    print(answers.get())
    server.join()
