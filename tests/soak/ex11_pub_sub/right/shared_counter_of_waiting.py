import multiprocessing as mp


def serve(conn, waiting, handler):
    for topic, payload in iter(conn.recv, None):
        with waiting.get_lock():
            waiting.value -= 1
        handler(topic, payload)
    conn.close()


def run(events, subscribers, mailbox):
    boxes, processes = {}, []
    for name, (_, handler) in subscribers.items():
        reader, writer = mp.Pipe(duplex=False)
        waiting = mp.Value("i", 0)
        processes.append(mp.Process(target=serve, args=(reader, waiting, handler)))
        processes[-1].start()
        reader.close()
        boxes[name] = (writer, waiting)
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        for name, (topics, _) in subscribers.items():
            if topic not in topics:
                continue
            writer, waiting = boxes[name]
            with waiting.get_lock():
                room = waiting.value < mailbox
                waiting.value += room
            if room:
                writer.send((topic, payload))
            else:
                lost[name] += 1
    for writer, _ in boxes.values():
        writer.send(None)
        writer.close()
    for process in processes:
        process.join()
    return lost
