"""A pool brings its results in any order, and they are sorted before they are shown."""

import multiprocessing as mp


def measure(word):
    return len(word), word


if __name__ == "__main__":
    words = ["pear", "fig", "plum", "apricot"]
    with mp.Pool(2) as pool:
        found = sorted(pool.imap_unordered(measure, words))
        last = pool.apply_async(measure, ("cherry",))
        print(found, last.get())
