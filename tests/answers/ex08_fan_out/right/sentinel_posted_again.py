# right: a single end mark that every worker puts back before it leaves, on SimpleQueues
import multiprocessing as mp
import threading

END = "end"


def crew_member(inbox, outbox, fn):
    while True:
        message = inbox.get()
        if message == END:
            inbox.put(END)
            return
        number, task = message
        outbox.put((number, fn(task)))


def run(tasks, fn, workers):
    inbox, outbox = mp.SimpleQueue(), mp.SimpleQueue()
    members = [mp.Process(target=crew_member, args=(inbox, outbox, fn)) for _ in range(workers)]
    for member in members:
        member.start()

    def feed():
        for pair in enumerate(tasks):
            inbox.put(pair)
        inbox.put(END)

    feeder = threading.Thread(target=feed)
    feeder.start()
    collected = sorted((outbox.get() for _ in tasks), key=lambda pair: pair[0])
    feeder.join()
    for member in members:
        member.join()
    inbox.close()
    outbox.close()
    return [value for _, value in collected]
