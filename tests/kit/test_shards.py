"""The tests can be shared out to several machines: none is left out, none runs twice."""

from itertools import chain

import pytest
from commands import plain_pytest

SHARED_OUT = ("tests/kit/test_labels.py", "--collect-only", "-q")


def collected(*words: str) -> list[str]:
    """Return the names of the tests that would run."""
    done = plain_pytest(*SHARED_OUT, *words)
    assert done.code == 0, done.all
    return [line for line in done.out.splitlines() if "::" in line]


def test_the_shards_are_all_tests_together() -> None:
    """Three shards hold every test once, and are about as big as each other."""
    shards = [collected("--shard", f"{number}/3") for number in (1, 2, 3)]
    assert sorted(chain.from_iterable(shards)) == sorted(collected())
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


@pytest.mark.parametrize("word", ["4/3", "0/3", "1/0", "third", "1/3/2"])
def test_a_shard_that_does_not_exist_is_refused(word: str) -> None:
    """It says how to write one, and runs nothing."""
    done = plain_pytest(*SHARED_OUT, "--shard", word)
    assert done.code == 4
    assert f"{word!r} is no part; write 1/3" in done.err
