# right: the function lives in a class and is exported under the name of the contract
import multiprocessing as mp


class Consumer:
    @staticmethod
    def drain(queue: mp.Queue, count: int, handle) -> None:
        step = 0
        while step != count:
            step += 1
            handle(queue.get(block=True, timeout=None))


consume = Consumer.drain
