"""A manager's dict is read and written under a lock, and a key is made under it, too."""

import multiprocessing as mp


def count(words, counts, lock):
    for word in words:
        with lock:
            if word not in counts:
                counts[word] = 0
            counts[word] += 1


if __name__ == "__main__":
    with mp.Manager() as manager:
        counts, lock = manager.dict(), manager.Lock()
        texts = (["to", "be"], ["or", "to"])
        crew = [mp.Process(target=count, args=(words, counts, lock)) for words in texts]
        for worker in crew:
            worker.start()
        for worker in crew:
            worker.join()
        print(sorted(counts.items()))
