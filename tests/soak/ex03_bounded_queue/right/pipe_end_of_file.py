# right: a one-way pipe with a semaphore as its bound; end of file is the end mark
import multiprocessing as mp


def produce(source, reader, writer, slots):
    reader.close()
    with writer:
        for item in source:
            slots.acquire()
            writer.send(item)


def consume(reader, writer, slots, handle):
    writer.close()  # or end of file would never come
    with reader:
        while True:
            try:
                item = reader.recv()
            except EOFError:
                return
            slots.release()
            handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    slots = mp.BoundedSemaphore(maxsize)
    reader, writer = mp.Pipe(duplex=False)
    producer = mp.Process(target=produce, args=(source, reader, writer, slots))
    consumer = mp.Process(target=consume, args=(reader, writer, slots, handle))
    producer.start()
    consumer.start()
    reader.close()
    writer.close()
    producer.join()
    consumer.join()
