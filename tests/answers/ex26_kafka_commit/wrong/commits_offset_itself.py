# verdict: wrong @ records
# Commits the offset of the record rather than the next one.
# Breaks "nothing of it is worked on again": after each move or restart the last record comes twice.
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

GONE = (
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.REBALANCE_IN_PROGRESS,
)


def commit(consumer: Consumer, record: Message) -> None:
    """Return when the broker has taken it, or the group has given the partition away."""
    place = TopicPartition(record.topic(), record.partition(), record.offset())
    while True:
        try:
            consumer.commit(offsets=[place], asynchronous=False)
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
            work(record.key(), record.value())
            commit(consumer, record)
    finally:
        consumer.close()
