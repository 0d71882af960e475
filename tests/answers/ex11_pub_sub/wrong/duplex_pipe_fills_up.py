# verdict: deadlock @ large_mailbox
import multiprocessing as mp
import pickle


def listen(conn, room, handler):
    while data := conn.recv_bytes():
        room.release()
        handler(*pickle.loads(data))
    conn.close()


def run(events, subscribers, mailbox):
    conns, rooms, crew = {}, {}, []
    for name, (_, handler) in subscribers.items():
        conns[name], theirs = mp.Pipe()
        rooms[name] = mp.Semaphore(mailbox)
        process = mp.Process(target=listen, args=(theirs, rooms[name], handler))
        process.start()
        theirs.close()
        crew.append(process)
    lost = {name: 0 for name in subscribers}
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                if rooms[name].acquire(block=False):
                    conns[name].send_bytes(data)
                else:
                    lost[name] += 1
    for conn in conns.values():
        conn.send_bytes(b"")
    for process in crew:
        process.join()
    for conn in conns.values():
        conn.close()
    return lost
