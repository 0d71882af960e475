"""After two seconds of waiting a process is closed, whether it has ended or not.

finds: raise
"""

import multiprocessing as mp


def double(numbers):
    for place in range(len(numbers)):
        numbers[place] *= 2


if __name__ == "__main__":
    numbers = mp.Array("i", [1, 2, 3])
    worker = mp.Process(target=double, args=(numbers,))
    worker.start()
    worker.join(2)
    worker.close()
    print(numbers[:])
