# right: the end of the pipe is the end mark, since every other copy of the writer is closed
import multiprocessing as mp


def _produce(writer, items):
    with writer:
        for item in items:
            writer.send(item)


def _consume(reader, writer, handle):
    writer.close()  # a forked consumer has inherited it, a spawned one was sent it
    with reader:
        while True:
            try:
                item = reader.recv()
            except EOFError:
                return
            handle(item)


def run(items, handle):
    reader, writer = mp.Pipe(duplex=False)
    consumer = mp.Process(target=_consume, args=(reader, writer, handle))
    producer = mp.Process(target=_produce, args=(writer, items))
    consumer.start()
    producer.start()
    reader.close()
    writer.close()
    producer.join()
    consumer.join()
