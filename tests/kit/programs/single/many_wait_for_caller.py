"""Ten listeners wait for a caller that joins them; each would fail at once if the caller ended."""

import multiprocessing


def listen(connection, others):
    for other in others:
        other.close()
    connection.recv()


def run():
    ours, listeners = [], []
    for _ in range(10):
        one, other = multiprocessing.Pipe()
        listener = multiprocessing.Process(target=listen, args=(other, [*ours, one]))
        listener.start()
        other.close()
        ours.append(one)
        listeners.append(listener)
    for listener in listeners:
        listener.join()
