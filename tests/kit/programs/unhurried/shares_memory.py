"""Two processes count in shared memory under a lock; who has made it removes it."""

import multiprocessing as mp
from multiprocessing import shared_memory


def count(name, lock, letters):
    memory = shared_memory.SharedMemory(name)
    for letter in letters:
        with lock:
            memory.buf["abc".index(letter)] += 1
    memory.close()


if __name__ == "__main__":
    memory, lock = shared_memory.SharedMemory(create=True, size=3), mp.Lock()
    memory.buf[:3] = bytes(3)
    texts = ("abca", "cab")
    crew = [mp.Process(target=count, args=(memory.name, lock, letters)) for letters in texts]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print(list(memory.buf[:3]))
    memory.close()
    memory.unlink()
