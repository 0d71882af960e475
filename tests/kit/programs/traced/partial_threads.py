"""Two threads of a process wait for each other, and its parent goes on.

methods: fork
partial: crew
"""

import multiprocessing
import threading
import time


def work():
    left, right, both = threading.Lock(), threading.Lock(), threading.Barrier(2)

    def take(first, second):
        with first:
            both.wait()
            second.acquire()  # ■ crew, other: its own code ■ crew: its own code

    threading.Thread(target=take, args=(left, right), name="other").start()
    take(right, left)


def main():
    crew = multiprocessing.Process(target=work, name="crew")
    crew.start()
    time.sleep(6)
    crew.kill()


if __name__ == "__main__":
    main()
