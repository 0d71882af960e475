# verdict: wrong @ again
# Skips what is in a module-wide set of partitions and offsets.
# Breaks "``consume`` may be called again": a second call with another topic or group skips records.
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message

done: set[tuple[int, int]] = set()

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
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error() or stop.is_set():
                continue
            place = record.partition(), record.offset()
            if place in done:
                continue
            work(record.key(), record.value())
            done.add(place)
            commit(consumer, record)
    finally:
        consumer.close()
