"""A process that puts now and then is ended while it has the queue's lock for writing.

finds: deadlock
"""

import multiprocessing as mp
import time


def beat(mail):
    for _ in range(5):
        mail.put("beat")
        time.sleep(0.2)


def work(mail):
    mail.put("done")


if __name__ == "__main__":
    mail = mp.SimpleQueue()
    heart, worker = mp.Process(target=beat, args=(mail,)), mp.Process(target=work, args=(mail,))
    heart.start()
    time.sleep(0.5)
    heart.terminate()
    heart.join()
    worker.start()
    while (word := mail.get()) == "beat":
        pass
    print(word)
    worker.join()
