"""Two processes count in a manager's dict: reading and writing are two requests.

finds: output
"""

import multiprocessing as mp


def count(words):
    for _ in range(2):
        words["seen"] += 1


if __name__ == "__main__":
    with mp.Manager() as manager:
        words = manager.dict(seen=0)
        crew = [mp.Process(target=count, args=(words,)) for _ in range(2)]
        for worker in crew:
            worker.start()
        for worker in crew:
            worker.join()
        print(words["seen"])
