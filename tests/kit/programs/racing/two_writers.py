"""Two processes send on one end of a pipe, and their messages get mixed up.

finds: raise
"""

import multiprocessing as mp

PAGE = "x" * 20_000


def write(end):
    for _ in range(2):
        end.send(PAGE)


if __name__ == "__main__":
    ours, theirs = mp.Pipe(duplex=False)
    crew = [mp.Process(target=write, args=(theirs,)) for _ in range(2)]
    for writer in crew:
        writer.start()
    for _ in range(4):
        assert ours.recv() == PAGE
    for writer in crew:
        writer.join()
