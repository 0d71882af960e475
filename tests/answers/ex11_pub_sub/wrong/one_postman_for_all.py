# verdict: wrong | deadlock @ nobody_waits
import multiprocessing as mp
import pickle
import queue
import threading


def child(conn, handler):
    conn.send_bytes(b"ready")
    while data := conn.recv_bytes():
        handler(*pickle.loads(data))
        conn.send_bytes(b"ready")
    conn.close()


def deliver(post, conns, waiting):
    while (letter := post.get()) is not None:
        name, data = letter
        conns[name].recv_bytes()
        waiting[name].release()
        conns[name].send_bytes(data)


def run(events, subscribers, mailbox):
    conns, crew = {}, []
    for name, (_, handler) in subscribers.items():
        conns[name], theirs = mp.Pipe()
        crew.append(mp.Process(target=child, args=(theirs, handler)))
        crew[-1].start()
        theirs.close()
    post = queue.SimpleQueue()
    waiting = {name: threading.Semaphore(mailbox) for name in subscribers}
    postman = threading.Thread(target=deliver, args=(post, conns, waiting))
    postman.start()
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                if waiting[name].acquire(blocking=False):
                    post.put((name, data))
                else:
                    lost[name] += 1
    post.put(None)
    postman.join()
    for conn in conns.values():
        conn.recv_bytes()
        conn.send_bytes(b"")
    for process in crew:
        process.join()
    for conn in conns.values():
        conn.close()
    return lost
