# verdict: wrong @ joined
# Works in a thread and polls on meanwhile, to stay in the group.
# Breaks "nothing of it is worked on again": a member joins during long work and repeats the record.
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message

GONE = (
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.REBALANCE_IN_PROGRESS,
)


def commit(consumer: Consumer, record: Message) -> None:
    """Return when the broker has taken it, or the group has given the partition away."""
    while True:
        try:
            consumer.commit(record, asynchronous=False)
            return
        except KafkaException as exception:
            if exception.args[0].code() in GONE:
                return
            time.sleep(0.1)


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    busy = False

    def assigned(consumer: Consumer, partitions: list) -> None:
        consumer.assign(partitions)
        if busy:
            consumer.pause(partitions)

    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic], on_assign=assigned)
        with ThreadPoolExecutor(1) as pool:
            while not stop.is_set():
                record = consumer.poll(0.5)
                if record is None or record.error() or stop.is_set():
                    continue
                busy = True
                consumer.pause(consumer.assignment())
                future = pool.submit(work, record.key(), record.value())
                while not future.done():
                    consumer.poll(0.1)
                commit(consumer, record)
                busy = False
                consumer.resume(consumer.assignment())
    finally:
        consumer.close()
