"""The reader goes on as long as poll() finds something within a second.

finds: output
"""

import multiprocessing as mp


def report(end, readings):
    for reading in readings:
        end.send(reading)


if __name__ == "__main__":
    ours, theirs = mp.Pipe(duplex=False)
    sensor = mp.Process(target=report, args=(theirs, [12, 15, 11]))
    sensor.start()
    highest = 0
    while ours.poll(1):
        highest = max(highest, ours.recv())
    print("highest:", highest)
    sensor.join()
