"""Lets the client fetch one record at a time, and asks by iter() for the next until stop."""

from functools import partial
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException

END = object()


def take(consumer: Consumer, stop: Event) -> object:
    while not stop.is_set():
        record = consumer.poll(1)
        if record is not None and not record.error():
            return record
    return END


def consume(conf: dict, topic: str, work, stop: Event) -> None:
    more = {
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "queued.min.messages": 1,
    }
    consumer = Consumer({**conf, **more})
    consumer.subscribe([topic])
    try:
        for record in iter(partial(take, consumer, stop), END):
            work(record.key(), record.value())
            try:
                consumer.commit(record, asynchronous=False)
            except KafkaException as error:
                print("not committed:", error.args[0].str())
    finally:
        consumer.close()
