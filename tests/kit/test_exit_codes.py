"""Exit codes: what a process says of its end, and what its parent hears of it."""

import pytest
from logs import MAIN, Log

CHILD = 101


@pytest.mark.parametrize(
    ("says", "heard", "code"),
    [
        (0, [], 0),
        (None, [], None),
        (0, [0], 0),
        (0, [3], 3),
        (None, [-9], -9),
        (None, [255], 255),
        (255, [255], 255),
        # Two threads have asked at the same time: the other one has read it.
        (0, [255], 0),
        (0, [255, 0], 0),
        (0, [0, 255], 0),
        (None, [-9, 255], -9),
        (None, [255, -9], -9),
    ],
)
def test_a_code_that_another_thread_has_read_is_known(
    says: int | None, heard: list[int], code: int | None
) -> None:
    """Under forkserver 255 is no exit code where anybody knows another one."""
    log = Log()
    log.child(CHILD, "worker", 1)
    if says is not None:
        log.add("down", CHILD, 2, code=says)
    for each in heard:
        log.add("exit", MAIN, 3, child=CHILD, code=each)
    assert log.outcome().processes[CHILD].code == code
