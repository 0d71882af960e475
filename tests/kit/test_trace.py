"""Any program can be traced: it runs as it would without, and what hangs is told."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import commands
import pytest
from platforms import needs_proof
from trials import Program, programs

from examiner.trace import endless

pytestmark = [
    needs_proof,
    pytest.mark.timeout(240),
]

AS_MAIN = '\n\nif __name__ == "__main__":\n    run()\n'
"""Makes a program of one that is otherwise called by a scene."""

AT_A_TIME = 6
"""Traces side by side: they mostly wait."""

Case = tuple[Program, str]


@dataclass(frozen=True)
class Traced:
    """A trace that has ended."""

    done: commands.Done
    document: dict[str, Any]

    def waits(self, rows: list[dict[str, Any]]) -> set[tuple[str, str, int]]:
        """Return who waits, in which call, on which line."""
        return {(row["role"], row["plain"], row["line"]) for row in rows}


def trace(folder: Path, path: Path, *options: str, words: tuple[str, ...] = ()) -> Traced:
    """Trace a program, in a folder of its own."""
    document = folder / "trace.json"
    command = [sys.executable, "-m", "examiner", "trace", f"--json={document}", *options]
    with commands.place(folder, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        done = commands.run([*command, str(path), *words], here)
    return Traced(done, json.loads(document.read_text(encoding="utf-8")))


def trace_case(folder: Path, case: Case) -> Traced:
    """Trace a program of the kit's, with what its docstring says."""
    program, method = case
    folder.mkdir()
    path = folder / program.path.name
    as_main = "" if "__main__" in program.source or "def run" not in program.source else AS_MAIN
    path.write_text(program.source + as_main, encoding="utf-8")
    options = [f"--start-method={method}"]
    if program.header("deadline"):
        options.append(f"--deadline={program.header('deadline')}")
    return trace(folder, path, *options)


def cases(*folders: str) -> list[Case]:
    """Return all programs of some folders, each under its start methods."""
    found = [program for folder in folders for program in programs(folder)]
    return [(program, method) for program in found for method in program.methods]


def named(case: Case) -> str:
    return f"{case[0]}-{case[1]}"


DEADLOCKED = cases("deadlocked")
OTHERS = [case for case in cases("traced") if not case[0].header("input")]


class Traces:
    """Traces that run side by side."""

    def __init__(self, folder: Path, wanted: list[Case]) -> None:
        """Start them."""
        self._pool = ThreadPoolExecutor(AT_A_TIME)
        self._futures: dict[str, Future[Traced]] = {
            named(case): self._pool.submit(trace_case, folder / named(case), case)
            for case in wanted
        }

    def __getitem__(self, case: Case) -> Traced:
        """Return a trace, once it has ended."""
        return self._futures[named(case)].result()

    def close(self) -> None:
        """Start no more."""
        self._pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def traces(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Traces]:
    """Everything that the tests that run will ask for."""
    wanted: dict[str, Case] = {}
    for item in request.session.items:
        case = getattr(getattr(item, "callspec", None), "params", {}).get("case")
        if case is not None and item.path == Path(__file__):
            wanted[named(case)] = case
    found = Traces(tmp_path_factory.mktemp("traces"), list(wanted.values()))
    yield found
    found.close()


@pytest.mark.parametrize("case", DEADLOCKED, ids=named)
def test_a_deadlock_is_proved_and_explained(traces: Traces, case: Case) -> None:
    """Everyone who waits is named with the true call and line, and nothing is left running."""
    traced, program = traces[case], case[0]
    assert traced.document["ending"] == "deadlock", traced.done.all
    assert traced.waits(traced.document["blocked"]) == program.waits
    assert program.header("says") in traced.document["sentence"]
    assert traced.done.code == 1
    assert not traced.done.left


@pytest.mark.parametrize("case", OTHERS, ids=named)
def test_a_program_runs_as_it_does_untraced(traces: Traces, case: Case) -> None:
    """Exit code and output are its own; what is not proved is never called a deadlock."""
    traced, program = traces[case], case[0]
    assert traced.document["ending"] == (program.header("ending") or "finished"), traced.done.all
    assert traced.done.code == int(program.header("code") or 0), traced.done.all
    assert program.header("prints") in traced.done.all
    assert program.header("possible") in traced.document["possible"]
    assert (
        (program.header("outlived") or "no deadlock") in traced.done.err
        or program.header("partial")
        or program.header("ending")
    )
    assert not traced.done.left


@pytest.mark.parametrize("case", OTHERS, ids=named)
def test_a_partial_deadlock_is_told(traces: Traces, case: Case) -> None:
    """Those that sleep for good are named while others run; nobody else ever is."""
    traced, program = traces[case], case[0]
    partial = traced.document["partial"]
    assert len(partial) == bool(program.header("partial"))
    for group in partial:
        assert program.header("partial") in group["sentence"]
        assert traced.waits(group["blocked"]) == program.waits
        assert "has ended or is stuck itself" in group["sentence"]


def test_what_is_no_python_is_told_as_python_does(tmp_path: Path) -> None:
    """The same lines, and the same exit code."""
    path = tmp_path / "broken.py"
    path.write_text("def broken(:\n")
    with commands.place(tmp_path) as here:
        plain = commands.run([sys.executable, str(path)], here)
    traced = trace(tmp_path, path)
    assert (traced.done.code, plain.err in traced.done.err) == (plain.code, True)


def test_its_traceback_is_python_s_own(tmp_path: Path) -> None:
    """None of the examiner's frames are in it."""
    path = tmp_path / "crash.py"
    path.write_text("def explode():\n    raise LookupError('gone')\n\n\nexplode()\n")
    with commands.place(tmp_path) as here:
        plain = commands.run([sys.executable, str(path)], here)
    traced = trace(tmp_path, path)
    assert plain.err in traced.done.err


def test_arguments_and_folder_are_the_program_s(tmp_path: Path) -> None:
    """What follows the program's name is its own, options included."""
    path = tmp_path / "show.py"
    path.write_text("import os, sys\nprint(sys.argv[1:], os.getcwd(), __name__, __file__)\n")
    traced = trace(tmp_path, path, words=("--json", "x", "-h"))
    assert traced.done.out == f"['--json', 'x', '-h'] {tmp_path} __main__ {path}\n"


def test_input_is_passed_on(tmp_path: Path) -> None:
    """A program reads what is piped in."""
    path = tmp_path / "ask.py"
    path.write_text("print('hello', input())\n")
    command = f"echo Ann | {sys.executable} -m examiner trace {path}"
    with commands.place(tmp_path, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        done = commands.run(["sh", "-c", command], here)
    assert done.out == "hello Ann\n"
    assert not done.left


def test_waiting_for_input_is_no_deadlock(tmp_path: Path) -> None:
    """Somebody outside may yet write."""
    path = tmp_path / "ask.py"
    path.write_text("print('hello', input())\n")
    json_file = tmp_path / "t.json"
    words = [sys.executable, "-m", "examiner", "trace", "--deadline=1.5", f"--json={json_file}"]
    command = " ".join(["sleep 8 |", *words, str(path)])
    with commands.place(tmp_path, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        commands.run(["sh", "-c", command], here)
    document = json.loads(json_file.read_text(encoding="utf-8"))
    assert (document["ending"], document["partial"]) == ("deadline", [])
    assert "outside" in document["possible"]


def test_keep_going_only_reports(tmp_path: Path) -> None:
    """A deadlock is told, and the program is left alone until the deadline."""
    program = next(program for program in programs("deadlocked") if str(program) == "both_receive")
    path = tmp_path / program.path.name
    path.write_text(program.source + AS_MAIN, encoding="utf-8")
    traced = trace(tmp_path, path, "--keep-going", "--deadline=3")
    assert traced.document["ending"] == "deadline"
    assert traced.done.err.count("deadlock, proved") == 1
    assert not traced.done.left


def test_watching_only_proves_nothing(tmp_path: Path) -> None:
    """Without looking at its calls a deadlock can be no more than possible."""
    program = next(program for program in programs("deadlocked") if str(program) == "both_receive")
    path = tmp_path / program.path.name
    path.write_text(program.source + AS_MAIN, encoding="utf-8")
    traced = trace(tmp_path, path, "--no-events", "--deadline=2")
    assert traced.document["ending"] == "deadline"
    assert traced.document["possible"]
    assert not traced.done.left


def test_the_log_of_an_endless_program_stays_small(tmp_path: Path) -> None:
    """However much is told, the disk and the memory hold the newest part, and who still lives."""
    log = endless.EndlessLogbook(str(tmp_path))
    up = {"kind": "up", "t": 0, "pid": 1, "name": "main", "target": "", "ppid": 0, "server": False}
    path = tmp_path / "log.jsonl"
    path.write_text(json.dumps(up) + "\n")
    for start in range(0, 3 * endless.MOST_ENTRIES, 10_000):
        lines = (
            json.dumps(
                {"kind": "handle", "t": n, "pid": 1, "item": "x" * 40, "number": n, "of": ""}
            )
            for n in range(start, start + 10_000)
        )
        with path.open("a") as file:
            file.writelines(f"{line}\n" for line in lines)
        log.read()
    assert log.entries[0] == up
    assert log.entries[-1]["number"] == 3 * endless.MOST_ENTRIES - 1
    assert len(log.entries) <= endless.MOST_ENTRIES
    assert log.garbled == 0
    assert path.stat().st_blocks * 512 < path.stat().st_size / 2


@pytest.mark.parametrize("to_all", [True, False], ids=["terminal", "kill"])
def test_ctrl_c_shows_the_picture_and_leaves_nothing(tmp_path: Path, to_all: bool) -> None:
    """Whether the program gets the signal too, as from a terminal, or only the trace does."""
    path = tmp_path / "wait.py"
    path.write_text(
        "import multiprocessing, time\n"
        "def wait(queue):\n    queue.get()\n"
        "if __name__ == '__main__':\n"
        "    queue = multiprocessing.Queue()\n"
        "    child = multiprocessing.Process(target=wait, args=(queue,), name='child')\n"
        "    child.start()\n"
        "    while not queue._rlock._semlock._is_zero():  # until it is in get()\n"
        "        time.sleep(0.01)\n"
        "    print('ready', flush=True)\n"
        "    while True:\n        time.sleep(0.1)\n"
    )
    words = [sys.executable, "-m", "examiner", "trace", str(path)]
    with commands.place(tmp_path, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        before = commands.shared_memory()
        with commands.started(words, here) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
            done = commands.finish(process, here, before, commands.WHOLE)
    assert done.code == 130
    assert "Interrupted" in done.err
    assert "queue.get()" in done.err
    assert not done.left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "required"),
        (["nothing.py"], "there is no file nothing.py"),
        (["--deadline", "0", "x.py"], "is no number of seconds above 0"),
        (["--nonsense", "x.py"], "--nonsense"),
    ],
)
def test_wrong_usage_is_told_in_a_line(tmp_path: Path, words: list[str], said: str) -> None:
    """Exit code 2, and one line."""
    with commands.place(tmp_path, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        done = commands.run([sys.executable, "-m", "examiner", "trace", *words], here)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
