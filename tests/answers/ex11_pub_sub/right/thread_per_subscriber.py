import multiprocessing as mp
import pickle
import queue
import threading


def work(conn, handler):
    while (data := conn.recv_bytes()) != b"":
        handler(*pickle.loads(data))
        conn.send_bytes(b"ok")
    conn.close()


def deliver(mailbox, conn):
    """Hand over one event at a time: the next one when the last one is handled."""
    while (data := mailbox.get()) is not None:
        conn.send_bytes(data)
        conn.recv_bytes()
    conn.send_bytes(b"")
    conn.close()


def run(events, subscribers, mailbox):
    mailboxes, threads, processes = {}, [], []
    for name, (topics, handler) in subscribers.items():
        here, there = mp.Pipe()
        process = mp.Process(target=work, args=(there, handler), name=name)
        process.start()
        there.close()
        processes.append(process)
        mailboxes[name] = queue.Queue(mailbox)
        threads.append(threading.Thread(target=deliver, args=(mailboxes[name], here)))
    for thread in threads:
        thread.start()
    lost = {name: 0 for name in subscribers}
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    mailboxes[name].put_nowait(data)
                except queue.Full:
                    lost[name] += 1
    for box in mailboxes.values():
        box.put(None)
    for each in threads + processes:
        each.join()
    return lost
