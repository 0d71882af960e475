"""A grade under controlled schedules: what only some of them show is told, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import Done
from platforms import needs_proof

from examiner import catalog

pytestmark = [needs_proof, pytest.mark.timeout(180)]

SECOND = catalog.select(catalog.load(), ["2"])[0]

HOPING = """\
import multiprocessing as mp
from queue import Empty


def consume(queue, handle, done):
    while True:
        try:
            item = queue.get(timeout=0.2)
        except Empty:
            if done.is_set():
                return
            continue
        handle(item)


def produce(queue, items, done):
    for item in items:
        queue.put(item)
    done.set()


def run(items, handle):
    queue, done = mp.Queue(), mp.Event()
    producer = mp.Process(target=produce, args=(queue, items, done))
    consumer = mp.Process(target=consume, args=(queue, handle, done))
    consumer.start()
    producer.start()
    producer.join()
    consumer.join()
"""
"""It gives up after 0.2 s of silence if all has been put, which is not yet to have arrived."""

IDLE = """\
def run(items, handle):
    pass
"""

PASSED = "passed"

FEW = ("--start-method", "fork", "--seed", "3")


def grade(answers: Path, schedules: int, *words: object) -> tuple[Done, dict[str, Any]]:
    """Grade the second exercise under some schedules; return what was printed, and the document."""
    file = answers / "results.json"
    done = commands.grade(
        2, "--answers", answers, "--schedules", schedules, "--json", file, *FEW, *words
    )
    assert not done.left
    return done, json.loads(file.read_text(encoding="utf-8"))


def checks(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the results by the names of the checks."""
    return {check["name"]: check for check in document["exercises"][0]["checks"]}


def test_what_only_some_schedules_show_is_found_and_told(tmp_path: Path) -> None:
    """In how many, which steps matter, and a picture of one of them."""
    (tmp_path / f"{SECOND.slug}.py").write_text(HOPING, encoding="utf-8")
    done, document = grade(tmp_path, 4)
    assert done.code == 1, done.all
    found = checks(document)
    assert found["many_items"]["schedules"] is None  # volume stays outside
    failed = [
        check for check in found.values() if check["schedules"] and check["verdict"] != PASSED
    ]
    assert failed
    for check in failed:
        numbers = check["schedules"]
        assert check["verdict"] == "early"
        assert numbers["tried"] == 4
        assert f"early, in {numbers['failed']} of 4 schedules" in done.out
        assert any("done.is_set() → True" in line for line in check["picture"])
    drawn = [line for check in failed for line in check["picture"]]
    assert any("(consumer: queue.get(timeout=0.2) runs out at once)" in line for line in drawn)
    assert "queue.get(timeout=0.2) in consumer, line 8, ran out at once: in a schedule" in done.out


def test_a_right_answer_passes_every_schedule(tmp_path: Path) -> None:
    """The reference, under each start method that matters."""
    (tmp_path / f"{SECOND.slug}.py").write_bytes(
        (catalog.SOLUTIONS / f"{SECOND.slug}.py").read_bytes()
    )
    done, document = grade(tmp_path, 3)
    assert done.code == 0, done.all
    tried = [check["schedules"] for check in checks(document).values() if check["schedules"]]
    assert tried == [{"tried": 3, "failed": 0, "undecided": 0, "missed": 0}] * len(tried)
    assert len(tried) >= 6


def test_a_trial_that_fails_anyway_is_tried_under_no_schedule(tmp_path: Path) -> None:
    """Its plain verdict says it all."""
    (tmp_path / f"{SECOND.slug}.py").write_text(IDLE, encoding="utf-8")
    done, document = grade(tmp_path, 2)
    assert done.code == 1
    found = checks(document)["every_item_in_order"]
    assert found["verdict"] != PASSED
    assert found["schedules"] is None


@pytest.mark.parametrize("number", ["-3", "many"])
def test_a_wrong_number_of_schedules_is_told(number: str) -> None:
    """In a line, with the exit code for wrong usage."""
    done = commands.grade("2", f"--schedules={number}")
    assert done.code == 2
    assert "--schedules" in done.err
    assert "Traceback" not in done.all
