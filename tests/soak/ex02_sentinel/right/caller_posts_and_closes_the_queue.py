# right: the caller posts None after joining the producer, then closes the queue and its thread
import multiprocessing as mp


class Pipeline:
    def __init__(self, items, handle):
        self.queue = mp.Queue()
        self.producer = mp.Process(target=self._produce, args=(self.queue, items))
        self.consumer = mp.Process(target=self._consume, args=(self.queue, handle))

    @staticmethod
    def _produce(queue, items):
        for item in items:
            queue.put(item)

    @staticmethod
    def _consume(queue, handle):
        while (item := queue.get()) is not None:
            handle(item)

    def run(self):
        self.producer.start()
        self.consumer.start()
        self.producer.join()
        self.queue.put(None)
        self.queue.close()
        self.queue.join_thread()
        self.consumer.join()


def run(items, handle):
    Pipeline(items, handle).run()
