"""Two processes wait for each other, and their parent goes on.

methods: fork spawn forkserver
partial: left and right both wait to receive from each other
"""

import multiprocessing
import time


def receive(end):
    end.recv()  # ■ left: connection.recv() ■ right: connection.recv()


def main():
    one, two = multiprocessing.Pipe()
    left = multiprocessing.Process(target=receive, args=(one,), name="left")
    right = multiprocessing.Process(target=receive, args=(two,), name="right")
    left.start()
    right.start()
    one.close()
    two.close()
    time.sleep(6)
    left.terminate()
    right.terminate()


if __name__ == "__main__":
    main()
