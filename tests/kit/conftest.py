"""What holds for all of the kit's own tests."""

import argparse
import re
import signal

import pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts in the background with Ctrl-C ignored, and commands started from
    # there inherit that: they could not be interrupted, as some tests do.
    signal.signal(signal.SIGINT, signal.default_int_handler)


LONG = (
    "test_commands", "test_interview_terminal", "test_watch", "test_practice", "test_screen",
    "test_bad_input", "test_examiner_errors", "test_told", "test_readme", "test_explore",
    "test_grade_schedules", "test_interview", "test_trace", "test_json", "test_worlds",
)  # fmt: skip
"""Modules that take longest: they are begun first, so that at the end no worker is left alone."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let several machines share the tests."""
    help = "run one part of so many, such as 1/3: together they are all tests"
    parser.addoption("--shard", type=shard, default=(1, 1), metavar="N/COUNT", help=help)


def shard(word: str) -> tuple[int, int]:
    """Return which part of how many a word names."""
    found = re.fullmatch(r"(\d+)/(\d+)", word)
    number, count = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= count:
        raise argparse.ArgumentTypeError(f"{word!r} is no part; write 1/3, 2/3 or 3/3, say")
    return number, count


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that other work would disturb, or that disturb it."""
    config.addinivalue_line(
        "markers", "alone: measures time under load; nox runs it after all others, by itself"
    )


@pytest.hookimpl(trylast=True)  # after -k and -m: what they leave is shared out evenly
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one part: every third test, say, so that all parts take about as long."""
    rank = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONG)))
    number, count = config.getoption("--shard")
    others = [item for place, item in enumerate(items, 1) if place % count != number % count]
    config.hook.pytest_deselected(items=others)
    items[:] = items[number - 1 :: count]
