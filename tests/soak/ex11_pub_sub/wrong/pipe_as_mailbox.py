# verdict: wrong | timeout | deadlock @ full_mailbox
# A pipe is the mailbox: it is full when its bytes are, which takes hundreds of small events.
import multiprocessing as mp
import select


def serve(reader, handler):
    for topic, payload in iter(reader.recv, None):
        handler(topic, payload)


def run(events, subscribers, mailbox):
    writers, workers = {}, []
    for name, (_, handler) in subscribers.items():
        reader, writers[name] = mp.Pipe(duplex=False)
        workers.append(mp.Process(target=serve, args=(reader, handler)))
        workers[-1].start()
        reader.close()
    lost = dict.fromkeys(subscribers, 0)
    for event in events:
        for name, (topics, _) in subscribers.items():
            if event[0] in topics:
                if select.select([], [writers[name]], [], 0)[1]:
                    writers[name].send(event)
                else:
                    lost[name] += 1
    for writer in writers.values():
        writer.send(None)
        writer.close()
    for worker in workers:
        worker.join()
    return lost
