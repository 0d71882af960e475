import multiprocessing as mp


def subscriber(events, credits, handler):
    """Acknowledge each event as soon as it is taken out of the mailbox."""
    with events, credits:
        while True:
            try:
                topic, payload = events.recv()
            except EOFError:
                return
            credits.send_bytes(b".")
            handler(topic, payload)


def run(events, subscribers, mailbox):
    outs, credits, waiting, processes = {}, {}, {}, []
    for name, (_, handler) in subscribers.items():
        theirs, out = mp.Pipe(duplex=False)
        credit, acknowledge = mp.Pipe(duplex=False)
        # The other ends are open in this process: a forked child closes what it need not keep.
        others = [*outs.values(), *credits.values(), out, credit]
        process = mp.Process(target=child, args=(theirs, acknowledge, handler, others))
        process.start()
        theirs.close()
        acknowledge.close()
        processes.append(process)
        outs[name], credits[name], waiting[name] = out, credit, 0
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        for name, (topics, _) in subscribers.items():
            if topic not in topics:
                continue
            while credits[name].poll():
                credits[name].recv_bytes()
                waiting[name] -= 1
            if waiting[name] < mailbox:
                outs[name].send((topic, payload))
                waiting[name] += 1
            else:
                lost[name] += 1
    for name in outs:
        while waiting[name]:
            credits[name].recv_bytes()
            waiting[name] -= 1
        outs[name].close()
        credits[name].close()
    for process in processes:
        process.join()
    return lost


def child(events, credits, handler, others):
    for other in others:
        other.close()
    subscriber(events, credits, handler)
