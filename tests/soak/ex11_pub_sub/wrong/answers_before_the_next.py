# verdict: deadlock @ every_event
# The publisher waits until each event is handled before it goes on.
import multiprocessing as mp


def serve(conn, handler):
    for topic, payload in iter(conn.recv, None):
        handler(topic, payload)
        conn.send("ok")
    conn.close()


def run(events, subscribers, mailbox):
    conns, workers = {}, []
    for name, (_, handler) in subscribers.items():
        conns[name], theirs = mp.Pipe()
        workers.append(mp.Process(target=serve, args=(theirs, handler)))
        workers[-1].start()
        theirs.close()
    for topic, payload in events:
        wanted = [name for name, (topics, _) in subscribers.items() if topic in topics]
        for name in wanted:
            conns[name].send((topic, payload))
        for name in wanted:
            conns[name].recv()
    for conn in conns.values():
        conn.send(None)
        conn.close()
    for worker in workers:
        worker.join()
    return dict.fromkeys(subscribers, 0)
