"""`explore` finds what is wrong with a program, shows it short, and replays it; else it is silent."""

import json
import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import commands
import pytest
from commands import Done, Place, copy_of_the_kit
from platforms import needs_proof
from trials import Program, programs

from examiner import usage
from examiner.facts.start_methods import START_METHODS

pytestmark = [needs_proof, pytest.mark.timeout(180)]

RACING, UNHURRIED = programs("racing"), programs("unhurried")

SENTENCES = {
    "deadlock": "it deadlocks: nobody can go on",
    "exit": "it ends with exit code 3",
    "raise": " raises ",
    "output": "it does not always print the same",
}

METHODS = ("spawn", "forkserver")

SOME_RACING, SOME_UNHURRIED = RACING[::8], UNHURRIED[::3]
"""All of them are measured by exploring.py, which takes a while."""


def named(name: str) -> Program:
    """Return the program of a name."""
    return next(program for program in [*RACING, *UNHURRIED] if str(program) == name)


def explore_words(*words: object) -> list[str]:
    """Return the command behind `nox -s explore -- …`."""
    return [sys.executable, "-m", "examiner", "explore", *map(str, words)]


@dataclass(frozen=True)
class Explorer:
    """Somebody who explores programs in a copy of the kit."""

    place: Place

    def explore(self, *words: object) -> Done:
        """Run the command; nothing may be left of it."""
        done = commands.run(explore_words(*words), self.place)
        assert not done.left
        return done

    def copy(self, program: Program) -> Path:
        """Return a program of this folder's."""
        return Path(shutil.copy(program.path, self.place.folder))


@pytest.fixture
def explorer(tmp_path: Path) -> Iterator[Explorer]:
    """Return somebody in a copy of the kit that nobody has worked in."""
    kit = copy_of_the_kit(tmp_path / "kit", answers=False)
    with commands.place(kit, PYTHONPATH="tests") as place:
        yield Explorer(place)


def is_found(done: Done, program: Program) -> None:
    """The fault is named, with the steps, and the command that shows it again is the last line."""
    assert done.code == 1, done.all
    assert SENTENCES[program.header("finds")] in done.out
    assert re.search(r"^  line  .*\bmain\b", done.out, re.MULTILINE)
    assert program.path.name in done.out
    assert done.out.splitlines()[-1].strip().startswith("nox -s explore -- --replay ")


@pytest.mark.parametrize("program", SOME_RACING, ids=str)
def test_a_fault_is_found_and_replayed(program: Program, explorer: Explorer) -> None:
    """What shows once in many runs is found in some, and its schedule shows it every time.

    Also in another interpreter, whose hashes are seeded otherwise.
    """
    path = explorer.copy(program)
    done = explorer.explore("--schedules", 200, "--seconds", 120, path)
    is_found(done, program)
    again = explorer.explore(*replaying(done))
    assert again.code == 1, again.all
    assert SENTENCES[program.header("finds")] in again.out


def replaying(done: Done) -> list[str]:
    """Return the words that replay what was found."""
    return shlex.split(done.out.splitlines()[-1])[4:]


def test_the_steps_that_matter_are_told(explorer: Explorer) -> None:
    """Who was interrupted between its read and its write, with the values."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("lost_update")))
    one, other = ("add 1", "add 2")
    assert re.search(rf"{one}: reads (\d) · {other}: writes \d · {one}: writes \d", done.out)
    assert re.search(r"^  line  main +add 1 +add 2$", done.out, re.MULTILINE)


def test_reads_and_writes_of_a_block_are_told_apart(explorer: Explorer) -> None:
    """Which value is written nobody can look at, but who read before whom wrote is the fault."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("adds_in_a_block")))
    one, other, writes = ("add 1", "add 2", "writes an item at 0")
    told = " ".join(done.out.split())
    assert re.search(rf"{one}: reads \d at 0 · {other}: {writes} · {one}: {writes}", told)


def test_an_access_under_a_lock_has_a_line_of_its_own(explorer: Explorer) -> None:
    """The step is the lock's, whose `with` stands on the line before."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("locks_only_the_read")))
    assert re.search(r"visit \d: reads \d in line 12 · visit \d: writes \d", done.out)


def test_leaving_a_condition_is_not_told_as_entering_it(explorer: Explorer) -> None:
    """Both are on the line of the `with`."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("notify_before_wait")))
    line = r"^  \d+ .*gives \w+ back"
    assert re.search(line, done.out, re.MULTILINE)


def test_a_deadlock_is_explained(explorer: Explorer) -> None:
    """Who waits for whom, on which line, as in every other deadlock."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("lock_order")))
    assert "waits for a lock that transfer" in done.out
    assert re.search(
        r"^  transfer 1  waits in lock.acquire\(\)  lock_order.py:10$", done.out, re.MULTILINE
    )
    assert "■" in done.out


def test_of_a_circle_of_three_it_is_told_what_each_took(explorer: Explorer) -> None:
    """To name one of them, and where it was interrupted, would leave out the third."""
    done = explorer.explore("--seconds", 120, explorer.copy(named("three_at_a_table")))
    took = re.findall(r"(dine \d): takes (lock\d)", done.out)
    assert sorted(took) == [("dine 1", "lock1"), ("dine 2", "lock2"), ("dine 3", "lock3")]


def test_what_an_executor_sends_itself_is_not_told(explorer: Explorer) -> None:
    """Its `submit` wakes up a thread by a message without content."""
    path = explorer.place.folder / "sums.py"
    path.write_text(SUMS, "utf-8")
    document = explorer.place.folder / "found.json"
    done = explorer.explore("--seconds", 120, "--json", document, path)
    assert done.code == 1, done.all
    steps = json.loads(document.read_text("utf-8"))["fault"]["steps"]
    assert any("pool.submit" in step["what"] for step in steps)
    assert not [step for step in steps if "sends" in str(step["did"])]


SUMS = """\
import sys
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(sum(pool.submit(abs, n).result() for n in range(2)))
    sys.exit(3)
"""


def test_what_a_forked_child_does_at_its_end_is_not_told_as_its_parents(
    explorer: Explorer,
) -> None:
    """Below it in the stack is the line that started it, which it has never been in."""
    document = explorer.place.folder / "found.json"
    path = explorer.copy(named("best_in_a_namespace"))
    done = explorer.explore("--seconds", 120, "--json", document, path)
    assert done.code == 1, done.all
    steps = json.loads(document.read_text("utf-8"))["fault"]["steps"]
    assert {step["who"] for step in steps if "start()" in step["what"]} <= {"main"}


@pytest.mark.parametrize("name", ["lost_update", "lock_order"])
def test_what_was_found_is_written(name: str, explorer: Explorer) -> None:
    """As JSON and as a page; and so is what a replay shows."""
    page, document = explorer.place.folder / "page.html", explorer.place.folder / "found.json"
    path = explorer.copy(named(name))
    options = ("--html", page, "--json", document)
    done = explorer.explore("--seconds", 120, *options, path)
    told = [(json.loads(document.read_text("utf-8")), page.read_text("utf-8"))]
    again = explorer.explore(*options, *replaying(done))
    assert again.code == 1, again.all
    told.append((json.loads(document.read_text("utf-8")), page.read_text("utf-8")))
    for found, html in told:
        assert found["fault"]["kind"] == named(name).header("finds")
        assert found["fault"]["steps"]
        assert found["fault"]["chronicle"]["lanes"]
        assert found["fault"]["replay"] == done.out.splitlines()[-1].strip()
        assert found["fault"]["sentence"] in html
    assert told[0][0]["fault"]["steps"] == told[1][0]["fault"]["steps"]


def test_that_nothing_was_found_is_written_too(explorer: Explorer) -> None:
    """There is no fault in it then."""
    document = explorer.place.folder / "found.json"
    path = explorer.place.folder / "turns.py"
    path.write_text(TAKES_TURNS, encoding="utf-8")
    done = explorer.explore("--schedules", 3, "--json", document, path)
    assert done.code == 0
    found = json.loads(document.read_text("utf-8"))
    assert (found["schedules"], found["fault"]) == (3, None)


@pytest.mark.parametrize("program", SOME_UNHURRIED, ids=str)
def test_a_right_program_shows_no_fault(program: Program, explorer: Explorer) -> None:
    """It is said what was tried, and that this is no proof."""
    done = explorer.explore("--schedules", 8, "--seconds", 120, explorer.copy(program))
    assert done.code == 0, done.all
    assert "no fault in 8 schedules" in done.out
    assert "this is a sample, and no proof" in " ".join(done.out.split())


@pytest.mark.parametrize("method", METHODS)
def test_it_is_found_under_every_start_method(method: str, explorer: Explorer) -> None:
    """Control begins before anything of the program is imported in a child."""
    words = ("--start-method", method, "--seconds", 120, explorer.copy(named("lost_update")))
    is_found(explorer.explore(*words), named("lost_update"))


@pytest.mark.parametrize("method", START_METHODS)
@pytest.mark.parametrize("name", ["writes_more_than_a_pipe_holds", "files_over_pipes"])
def test_whoever_fills_a_pipe_is_controlled(name: str, method: str, explorer: Explorer) -> None:
    """Some calls write more than there is room for, and wait for it within."""
    no_fault_and_all_controlled(explorer, name, method)


@pytest.mark.parametrize("method", METHODS)
def test_a_child_may_be_given_more_than_a_pipe_holds(method: str, explorer: Explorer) -> None:
    """Who starts it can go on only after it has read that: nobody waits for nothing meanwhile."""
    no_fault_and_all_controlled(explorer, "given_much_to_start_with", method)


def no_fault_and_all_controlled(explorer: Explorer, name: str, method: str) -> None:
    """Two schedules show no fault, and nothing that limits what that means."""
    words = ("--schedules", 2, "--start-method", method, explorer.copy(named(name)))
    done = explorer.explore(*words)
    assert done.code == 0, done.all
    assert "no fault in 2 schedules" in done.out
    assert "not controlled" not in done.out.lower()


POLLS = """
import multiprocessing as mp
import socket

def listen(line, ready):
    line.settimeout(0.05)
    ready.set()
    while True:
        try:
            said = line.recv(100)
        except TimeoutError:
            continue
        line.sendall(said.upper())
        return

if __name__ == "__main__":
    ours, theirs = socket.socketpair(type=socket.SOCK_DGRAM)
    ready = mp.Event()
    listener = mp.Process(target=listen, args=(theirs, ready), name="listener")
    listener.start()
    ready.wait()
    ours.sendall(b"hello")
    print(ours.recv(100))
    listener.join()
"""


def test_who_polls_what_nobody_controls_is_not_waited_for(explorer: Explorer) -> None:
    """Each look is short, so that it neither waits nor computes: it is told, and others go on."""
    path = explorer.place.folder / "polls.py"
    path.write_text(POLLS, encoding="utf-8")
    done = explorer.explore("--schedules", 1, path)
    assert done.code == 0, done.all
    assert "listener goes on with what is not controlled" in " ".join(done.out.split())


def test_that_the_time_was_over_is_said(explorer: Explorer) -> None:
    """Else few schedules would look like all that were asked for."""
    path = explorer.copy(named("two_stages"))
    done = explorer.explore("--seconds", 0.5, path)
    assert done.code == 0, done.all
    told = " ".join(done.out.split())
    assert "Then the time was over, before the 200 that were to be tried: --seconds 1" in told


@pytest.mark.parametrize("strategy", ["pos", "pct", "swarm", "walk", "dfs"])
def test_every_strategy_finds_a_lost_update(strategy: str, explorer: Explorer) -> None:
    """Each is a way to the same fault."""
    program = named("lost_update")
    words = ("--strategy", strategy, "--seconds", 120, explorer.copy(program))
    is_found(explorer.explore(*words), program)


TAKES_TURNS = """\
import multiprocessing as mp


def work(lock):
    with lock:
        pass


if __name__ == "__main__":
    lock = mp.Lock()
    worker = mp.Process(target=work, args=(lock,))
    worker.start()
    work(lock)
    worker.join()
"""


def test_all_schedules_at_a_bound_are_said_to_be_all(explorer: Explorer) -> None:
    """Depth first, it comes to an end, and says what that means."""
    path = explorer.place.folder / "turns.py"
    path.write_text(TAKES_TURNS, encoding="utf-8")
    done = explorer.explore("--strategy", "dfs", "--seconds", 120, path)
    assert done.code == 0, done.all
    assert "These are all schedules with at most 1 preemption." in " ".join(done.out.split())


def test_a_changed_program_leaves_its_schedule_at_a_step(explorer: Explorer) -> None:
    """It is said where, and that is no fault found."""
    program = named("lock_order")
    path = explorer.copy(program)
    done = explorer.explore("--seconds", 120, path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(bob, ann)", "(ann, bob)"), encoding="utf-8")
    again = explorer.explore(*shlex.split(done.out.splitlines()[-1])[4:])
    assert again.code == 0
    assert re.search(r"the program leaves the schedule: step \d+: ", again.out)


def test_the_same_seed_makes_the_same_schedule(explorer: Explorer) -> None:
    """Whatever the seed of Python's hashes is."""
    program = named("check_then_act")
    path, seen = explorer.copy(program), []
    for _ in range(2):
        done = explorer.explore("--seed", 7, "--seconds", 120, path)
        words = shlex.split(done.out.splitlines()[-1])
        seen.append(Path(explorer.place.folder, words[words.index("--replay") + 1]).read_bytes())
    assert seen[0] == seen[1]


def test_another_output_may_be_allowed(explorer: Explorer) -> None:
    """With --output any only deadlocks and exit codes count."""
    program = named("lost_update")
    done = explorer.explore("--output", "any", "--schedules", 8, explorer.copy(program))
    assert done.code == 0, done.all


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["none.py"], "there is no file none.py"),
        (["--strategy", "luck", "none.py"], "invalid choice: 'luck'"),
        (["--html", "no/such/page.html", "turns.py"], "cannot write no/such/page.html"),
        (["--replay", "no.txt", "turns.py"], "no.txt does not exist"),
        (["--replay", "turns.py", "turns.py"], "its first line is not 'ipc-kata schedule 1'"),
    ],
    ids=["no program", "no strategy", "no folder", "no schedule", "another file"],
)
def test_wrong_usage_is_told(words: list[str], says: str, explorer: Explorer) -> None:
    """In a line, with the exit code for that."""
    (explorer.place.folder / "turns.py").write_text(TAKES_TURNS, encoding="utf-8")
    done = explorer.explore(*words)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.all


def test_a_failure_of_the_kits_own_is_told_as_such(explorer: Explorer) -> None:
    """A CPython that lacks a name is no fault of the program."""
    names = explorer.place.folder / "tests" / "examiner" / "stage" / "cpython.py"
    text = names.read_text(encoding="utf-8")
    names.write_text(text.replace('"Thread._delete"', '"Thread._gone"'), encoding="utf-8")
    done = explorer.explore(explorer.copy(named("lock_order")))
    assert done.code == usage.EXAMINER_ERROR, done.all
    assert "has no Thread._gone: ipc-kata needs an update" in done.err
    assert "Please report this, with the lines above" in done.err


def test_a_hook_that_fails_is_no_exception_of_the_programs(explorer: Explorer) -> None:
    """Whoever calls it is innocent."""
    hooks = explorer.place.folder / "tests/examiner/stage/control/semaphores.py"
    text = hooks.read_text(encoding="utf-8")
    broken = text.replace('ask("release", ', '_none("release", ')
    assert broken != text
    hooks.write_text(
        f"{broken}\n\ndef _none(*args):\n    raise KeyError(*args)\n", encoding="utf-8"
    )
    done = explorer.explore(explorer.copy(named("lock_order")))
    assert done.code == usage.EXAMINER_ERROR, done.all
    assert "KeyError" in done.err
    assert "Please report this, with the lines above" in done.err


@pytest.mark.parametrize("call", ["lock.release()", "pipe.recv()", "pipe.send(lock)"])
def test_what_a_hook_passes_on_is_the_programs(call: str, explorer: Explorer) -> None:
    """An exception of the library's, in the program's own call, is a fault of the program."""
    path = explorer.place.folder / "misuses.py"
    path.write_text(MISUSES.format(call=call), encoding="utf-8")
    done = explorer.explore(path)
    assert done.code == 1, done.all
    assert "main raises" in done.out


MISUSES = """\
import multiprocessing as mp

if __name__ == "__main__":
    lock, (pipe, other) = mp.Lock(), mp.Pipe()
    other.close()
    {call}
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_nothing_is_left_however_it_ends(number: int, explorer: Explorer) -> None:
    """No process, no semaphore and no file."""
    path = explorer.place.folder / "turns.py"
    path.write_text(TAKES_TURNS, encoding="utf-8")
    words = explore_words("--schedules", 100_000, "--seconds", 120, path)
    before = commands.shared_memory()
    with commands.started(words, explorer.place) as process:
        assert commands.wait_until(lambda: len(explorer.place.processes) > 2)
        os.killpg(process.pid, number)
        done = commands.finish(process, explorer.place, before, commands.WHOLE)
    assert done.code == (130 if number == signal.SIGINT else -number), done.all
    assert "Traceback" not in done.all
    assert not done.left
