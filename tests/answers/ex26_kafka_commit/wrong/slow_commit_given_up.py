# verdict: wrong @ killed
# Waits a second for a commit, then goes on with the next record.
# Breaks "until the broker has taken its commit": kill while a commit takes longer than a second.
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
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
        with ThreadPoolExecutor(1) as pool:
            while not stop.is_set():
                record = consumer.poll(0.5)
                if record is None or record.error() or stop.is_set():
                    continue
                work(record.key(), record.value())
                wait([pool.submit(commit, consumer, record)], timeout=1)
    finally:
        consumer.close()
