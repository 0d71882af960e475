"""Keeps the next offset of each partition in a dict, and commits all of them after each record."""

from contextlib import ExitStack
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException, TopicPartition


def consume(conf: dict, topic: str, work, stop: Event) -> None:
    following: dict[int, int] = {}

    def forget(consumer: Consumer, partitions: list[TopicPartition]) -> None:
        for each in partitions:
            following.pop(each.partition, None)

    with ExitStack() as stack:
        consumer = Consumer(
            {**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"}
        )
        stack.callback(consumer.close)
        consumer.subscribe([topic], on_assign=forget, on_revoke=forget, on_lost=forget)
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error():
                continue
            work(record.key(), record.value())
            following[record.partition()] = record.offset() + 1
            try:
                consumer.commit(
                    offsets=[TopicPartition(topic, p, o) for p, o in following.items()],
                    asynchronous=False,
                )
            except KafkaException:
                following.clear()
