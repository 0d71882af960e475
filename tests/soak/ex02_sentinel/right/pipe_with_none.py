# right: a one-way pipe serves one producer and one consumer, with None as the last message
import multiprocessing as mp


def _produce(writer, items):
    for item in items:
        writer.send(item)
    writer.send(None)
    writer.close()


def _consume(reader, handle):
    for item in iter(reader.recv, None):
        handle(item)
    reader.close()


def run(items, handle):
    reader, writer = mp.Pipe(duplex=False)
    with reader, writer:
        producer = mp.Process(target=_produce, args=(writer, items))
        consumer = mp.Process(target=_consume, args=(reader, handle))
        producer.start()
        consumer.start()
        producer.join()
        consumer.join()
