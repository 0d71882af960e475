import multiprocessing as mp


def subscriber(conn, handler):
    """Acknowledge each event as soon as it is taken out of the mailbox."""
    with conn:
        while True:
            try:
                topic, payload = conn.recv()
            except EOFError:
                return
            conn.send_bytes(b".")
            handler(topic, payload)


def run(events, subscribers, mailbox):
    conns, waiting, processes = {}, {}, []
    for name, (_, handler) in subscribers.items():
        ours, theirs = mp.Pipe()
        # The other ends are open in this process: a forked child closes what it need not keep.
        process = mp.Process(target=child, args=(theirs, handler, [*conns.values(), ours]))
        process.start()
        theirs.close()
        processes.append(process)
        conns[name], waiting[name] = ours, 0
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        for name, (topics, _) in subscribers.items():
            if topic not in topics:
                continue
            while conns[name].poll():
                conns[name].recv_bytes()
                waiting[name] -= 1
            if waiting[name] < mailbox:
                conns[name].send((topic, payload))
                waiting[name] += 1
            else:
                lost[name] += 1
    for name, conn in conns.items():
        while waiting[name]:
            conn.recv_bytes()
            waiting[name] -= 1
        conn.close()
    for process in processes:
        process.join()
    return lost


def child(conn, handler, others):
    for other in others:
        other.close()
    subscriber(conn, handler)
