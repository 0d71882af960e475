"""A child is given more to start with than a pipe holds: who spawns it writes until it has read that."""

import multiprocessing as mp


def weigh(cargo, scales):
    scales.put(len(cargo))


if __name__ == "__main__":
    scales = mp.Queue()
    porter = mp.Process(target=weigh, args=(bytes(3_000_000), scales))
    porter.start()
    print(scales.get())
    porter.join()
