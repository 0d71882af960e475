# verdict: wrong @ moves
# Keeps fetched records in a buffer, and keeps them when the partition is gone.
# Breaks "nothing of it is worked on again": another member joins while many records wait.
import time
from collections import deque
from collections.abc import Callable
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
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        buffer: deque[Message] = deque()
        while not stop.is_set():
            if len(buffer) < 100:
                buffer.extend(consumer.consume(50, 0 if buffer else 0.5))
            if not buffer or stop.is_set():
                continue
            record = buffer.popleft()
            if record.error():
                continue
            work(record.key(), record.value())
            commit(consumer, record)
    finally:
        consumer.close()
