"""Small batches in one queue per partition; callbacks forget the queues of moved partitions."""

import time
from collections import deque
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

BATCH = 8  # records are large: keep few of them in memory
GONE = (
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.FENCED_INSTANCE_ID,
    KafkaError._ASSIGNMENT_LOST,
)


def commit(consumer: Consumer, topic: str, partition: int, offset: int) -> bool:
    """True once the broker has it; False if the partition is no longer ours."""
    while True:
        try:
            answer = consumer.commit(
                offsets=[TopicPartition(topic, partition, offset)], asynchronous=False
            )
            error = answer[0].error
        except KafkaException as exc:
            error = exc.args[0]
        if error is None:
            return True
        if error.code() in GONE:
            return False
        time.sleep(0.1)


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    queues: dict[int, deque[Message]] = {}  # only partitions that are ours
    done: dict[int, int] = {}  # next offset that this call has not worked on

    def on_assign(_, partitions: list[TopicPartition]) -> None:
        for tp in partitions:
            queues[tp.partition] = deque()

    def forget(_, partitions: list[TopicPartition]) -> None:
        for tp in partitions:
            queues.pop(tp.partition, None)

    copy = conf | {
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "max.poll.interval.ms": 300_000,
    }
    consumer = Consumer(copy)
    try:
        consumer.subscribe([topic], on_assign=on_assign, on_revoke=forget, on_lost=forget)
        while not stop.is_set():
            # Between two records only one more is asked for, at once: it serves the callbacks.
            busy = any(queues.values())
            size, timeout = (1, 0) if busy else (BATCH, 0.2)
            for message in consumer.consume(num_messages=size, timeout=timeout):
                if message.error():
                    if message.error().fatal():
                        raise KafkaException(message.error())
                elif message.partition() in queues:
                    queues[message.partition()].append(message)
            partition = next((p for p, queue in queues.items() if queue), None)
            if partition is None or stop.is_set():
                continue
            queues[partition] = queues.pop(partition)  # the others come first next time
            message = queues[partition].popleft()
            if message.offset() >= done.get(partition, 0):
                work(message.key(), message.value())
                done[partition] = message.offset() + 1
            if not commit(consumer, topic, partition, done[partition]):
                queues.pop(partition, None)
    finally:
        consumer.close()
