# verdict: wrong @ room_again
# After an overflow it gets nothing until its mailbox is empty.
import multiprocessing as mp
import pickle


def serve(conn, waiting, handler):
    while message := conn.recv_bytes():
        with waiting.get_lock():
            waiting.value -= 1
        handler(*pickle.loads(message))


def run(events, subscribers, mailbox):
    subs = []
    for name, (topics, handler) in subscribers.items():
        theirs, ours = mp.Pipe(False)
        waiting = mp.Value("i", 0)
        proc = mp.Process(target=serve, args=(theirs, waiting, handler), name=name)
        proc.start()
        theirs.close()
        subs.append({"name": name, "topics": topics, "conn": ours, "waiting": waiting,
                     "proc": proc, "lost": 0, "overflow": False})
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for sub in subs:
            if topic not in sub["topics"]:
                continue
            with sub["waiting"].get_lock():
                n = sub["waiting"].value
                if n >= mailbox:
                    sub["overflow"] = True
                elif n == 0:
                    sub["overflow"] = False
                if not sub["overflow"]:
                    sub["waiting"].value += 1
            if sub["overflow"]:
                sub["lost"] += 1
            else:
                sub["conn"].send_bytes(data)
    for sub in subs:
        sub["conn"].send_bytes(b"")
    for sub in subs:
        sub["proc"].join()
        sub["conn"].close()
    return {sub["name"]: sub["lost"] for sub in subs}
