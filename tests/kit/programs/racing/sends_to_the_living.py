"""The worker is alive when it is asked, and gone when the message comes.

finds: raise
"""

import multiprocessing as mp


def work(end):
    end.recv()
    end.recv()


if __name__ == "__main__":
    ours, theirs = mp.Pipe()
    worker = mp.Process(target=work, args=(theirs,))
    worker.start()
    theirs.close()
    for job in range(4):
        if worker.is_alive():
            ours.send(job)
    worker.join()
    print("sent")
