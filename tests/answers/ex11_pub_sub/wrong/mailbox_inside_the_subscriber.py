# verdict: wrong @ while_it_comes_up
# the pipe to a subscriber that is still coming up is full, and the publisher waits
import multiprocessing as mp
import queue
import threading


def receive(conn, box, lost):
    """Take everything from the pipe at once; what finds no room is lost."""
    while True:
        event = conn.recv()
        if event is None:
            break
        try:
            box.put_nowait(event)
        except queue.Full:
            lost.append(event)
    box.put(None)


def subscriber(conn, handler, mailbox):
    box, lost = queue.Queue(mailbox), []
    thread = threading.Thread(target=receive, args=(conn, box, lost))
    thread.start()
    while (event := box.get()) is not None:
        handler(*event)
    thread.join()
    conn.send(len(lost))
    conn.close()


def run(events, subscribers, mailbox):
    conns, processes = {}, []
    for name, (_, handler) in subscribers.items():
        conns[name], theirs = mp.Pipe()
        process = mp.Process(target=subscriber, args=(theirs, handler, mailbox))
        process.start()
        theirs.close()
        processes.append(process)
    for event in events:
        for name, (topics, _) in subscribers.items():
            if event[0] in topics:
                conns[name].send(event)
    for conn in conns.values():
        conn.send(None)
    dropped = {}
    for name, conn in conns.items():
        dropped[name] = conn.recv()
        conn.close()
    for process in processes:
        process.join()
    return dropped
