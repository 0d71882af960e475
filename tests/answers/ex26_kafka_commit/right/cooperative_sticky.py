"""Cooperative rebalancing: only the partitions that move are taken away."""

from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException

OURS_NO_LONGER = {
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.REBALANCE_IN_PROGRESS,
    KafkaError._ASSIGNMENT_LOST,
    KafkaError._STATE,
}


def one(consumer: Consumer, work) -> None:
    record = consumer.poll(0.4)
    if record is None:
        return
    if record.error():
        if record.error().fatal():
            raise KafkaException(record.error())
        return
    work(record.key(), record.value())
    try:
        consumer.commit(record, asynchronous=False)
    except KafkaException as error:
        if error.args[0].code() not in OURS_NO_LONGER:
            raise


def consume(conf: dict, topic: str, work, stop: Event) -> None:
    consumer = Consumer(
        {
            **conf,
            "partition.assignment.strategy": "cooperative-sticky",
            "enable.auto.commit": False,
            "auto.offset.reset": "smallest",
        }
    )
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            one(consumer, work)
    finally:
        consumer.close()
