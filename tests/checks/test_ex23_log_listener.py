"""What one log for several processes must do."""

import functools
import itertools
import logging
import os
import sys
from dataclasses import replace
from typing import Any

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.labels import harmless, label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER
from examiner.spec import BOTH, EVERY, ONE, PATIENT, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.amplifiers.late_ends import late_ends
from examiner.stage.amplifiers.late_feeders import late_feeders
from examiner.stage.props import (
    Tally,
    breaks,
    dies,
    fails,
    first_ones,
    meets,
    opens,
    pauses,
    rests,
    waits,
)
from examiner.stage.props.steps import Step
from examiner.stage.scene import Stage
from examiner.stage.where import meant

CONTRACT = {"run": ["path", "jobs"]}
WORLDS = {
    "data": "messages are text, and odd ones are tried by hand",
    "returns": "what a job returns is nobody's",
    "caller": CALLER,
}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("late_job",),
    "time: early": ("late_job",),
    "raises: an exception": ("sudden_ends",),
    "raises: a well-known one": ("sudden_ends",),
    "raises: unpicklable": ("sudden_ends",),
    "raises: an exit": ("sudden_ends",),
    "death: exception": ("sudden_ends",),
    "death: exit 0": ("sudden_ends",),
    "death: exit 9": ("sudden_ends",),
    "death: killed": ("sudden_ends",),
    "death: within": "nobody dies within a logging call: right answers would lose other lines",
    "death: lock": "nobody dies within a logging call: right answers would hang",
    "death: at first": ("silent_deaths",),
    "scale: none": ("no_jobs",),
    "scale: one": ("no_jobs",),
    "scale: few": ("silent_deaths",),
    "scale: many": ("many_lines",),
    "scale: big": ("long_lines",),
    "crew: together": ("together",),
    "crew: slow": ("late_job",),
    "start: again": ("no_jobs",),
}

SILENCE = 2.5
"""Seconds in which nothing is logged: longer than who is impatient waits."""

LATE_FEEDER = 0.5
"""Seconds by which a message is late that is left to a thread to send."""

LATE_END = 2.0
"""Seconds that a process takes to end."""

MOST = 20_000
"""Lines that a job logs at most."""

FEWER = 1_000
"""Lines of other jobs meanwhile."""

LONG = 1_000_000
"""Characters of the longest messages."""

SHORTER = 20_000
"""Words of messages that any system sends whole."""

A_WHILE = 1.0
"""Seconds between the halves of a long message, in which others go on."""

BREAKS = ["ValueError", "Holding", "EOFError"]
"""What a job raises."""

ROUNDS = 20
"""Messages that each of some jobs logs before they meet: more than a pipe holds."""

LEVELS = [10, 11, 15, 20, 25, 30, 40, 50, 60]
"""Levels at which is logged; some have no name."""

BEFORE, AFTER = "the caller, before", "the caller, after"
"""What the caller logs itself."""

OWN_FILES = 1_500_000
"""Bytes up to which a process may write to a file: more than a trial's log has."""

NAMES = ["", "app", "app.part", "app.part.of", "x", "root"]
"""Loggers; the root logger is ""."""

TEXTS = [
    "", " ", "None", "STOP", "stop", "-1", "0", "end", "EOF", "100%", "%s", "%d %(x)s", "{}",
    "0 INFO 1", "tab\tend", "ends with blanks  ", "  begins with them", "\\n", "'quoted\"",
    "\N{SNOWMAN} stra\N{LATIN SMALL LETTER SHARP S}e \N{GRINNING FACE}", "\x00", "a,b;c|d",
]  # fmt: skip
"""Messages that look like an end mark, a format, or like nothing."""


class Odd:
    """What can be logged, but not pickled."""

    def __str__(self) -> str:
        return "odd"

    def __reduce__(self) -> Any:
        raise meant(TypeError("this cannot be pickled"))


class Overhearing(logging.Handler):
    """A handler of the caller's root logger: tells what it gets, until it is closed."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.is_closed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the message."""
        if not self.is_closed:
            self.stage.tell("overheard", record.getMessage())

    def close(self) -> None:
        """Be closed for good, as a FileHandler of mode "w" is."""
        super().close()
        self.is_closed = True


def logs(message: str, level: int = logging.INFO, name: str = "app", count: int = 1) -> Step:
    """Log a message, or many that are numbered."""
    return Step(_log, message, level, name, count)


def _log(folder: str, message: str, level: int, name: str, count: int) -> None:
    logger = logging.getLogger(name)
    if count == 1:
        logger.log(level, message)
        return
    tally = Tally(folder)  # a manager's queue takes seconds for so many: that it gets on is seen
    for number in range(count):
        logger.log(level, "%s %d", message, number)
        tally(number)


def logs_by_functions(message: str) -> Step:
    """Log a message by the functions of the module, which set something up if nothing is."""
    return Step(_log_by_functions, message)


def _log_by_functions(folder: str, message: str) -> None:
    logging.debug(message)
    logging.error(message)


def logs_arguments() -> Step:
    """Log arguments that change later, or cannot be pickled."""
    return Step(_log_arguments)


def _log_arguments(folder: str) -> None:
    logger, parts, named = logging.getLogger("app"), ["old"], {"what": "old"}
    logger.info("first")
    logger.info("%s", parts)
    logger.info("%(what)s", named)
    logger.info(parts)
    logger.info("%s, %d %%", Odd(), 7)
    logger.info(Odd())
    parts[0] = named["what"] = "new"


ARGUMENTS = ["first", "['old']", "old", "['old']", "odd, 7 %", "odd"]
"""What these are as text."""


def writes_no_long_file() -> Step:
    """Keep the process from writing to a file that is long already; not where there is no limit."""
    return Step(_limit_files)


def _limit_files(folder: str) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (OWN_FILES, hard))


STEPS: dict[str, Any] = {
    "logs": logs,
    "logs by functions": logs_by_functions,
    "logs arguments": logs_arguments,
    "dies": dies,
    "breaks": breaks,
    "exits": functools.partial(fails, "SystemExit"),
    "rests": rests,
}
"""What a job may do, by the name that it has in a plan: plans are plain data."""


def logging_all(texts, level=logging.INFO):
    """Return the plan of a job that logs these messages."""
    return [("logs", text, level) for text in texts]


def steps(plan):
    """Return what a job does."""
    return [STEPS[verb](*arguments) for verb, *arguments in plan]


def run(stage: Stage, plans):
    """Call run with jobs that do what is planned, and tell what the file holds then."""
    run_steps(stage, [*map(steps, plans)])


def run_steps(stage: Stage, todo, as_one=False):
    """Call run with jobs that do these steps, and tell what the file holds then."""
    jobs, path = made(stage, todo), path_in(stage)
    stage.call("run", path, jobs)
    tell_file(stage, path, len(jobs), as_one)


def made(stage: Stage, todo):
    """Return jobs that do these steps."""
    fn = stage.function(dict(enumerate(todo)), name="job")
    return [functools.partial(fn, number) for number in range(len(todo))]


def path_in(stage: Stage):
    """Return the path of the file."""
    return os.path.join(stage.folder, "t", "lines")


def tell_file(stage: Stage, path, count, as_one=False):
    """Tell which lines of each job the file holds, and what else."""
    stage.tell("exists", os.path.exists(path))
    *lines, rest = read(path).decode("utf-8", "backslashreplace").split("\n")
    others = [f"{rest} (no end of line)"] if rest else []
    found: list[list[str]] = [[] for _ in range(count)]
    for line in lines:
        index, _, said = line.partition(" ")
        if index in map(str, range(count)):
            found[int(index)].append(said)
        else:
            others.append(line)
    stage.tell("others", others[:9])
    for index, lines in enumerate(found):
        stage.tell(f"job {index}", joined(lines) if as_one else lines)


def read(path):
    """Return what the file holds, nothing if there is none."""
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def joined(lines):
    """Return how many lines there are, and one text of them all: what is told is its digest."""
    return [len(lines), "\n".join(lines)]


def after_a_silence(stage: Stage, plans, late):
    """Call run; a job logs when all others have ended, and nothing has come for a while."""
    over = [stage.gate(f"job {index} is done") for index in range(len(plans))]
    todo = [[*steps(plan), opens(gate)] for plan, gate in zip(plans, over, strict=True)]
    held_up = [waits(gate) for index, gate in enumerate(over) if index != late]
    todo[late] = [*held_up, pauses(SILENCE), *todo[late]]
    run_steps(stage, todo)


def all_at_once(stage: Stage, texts):
    """Call run; the jobs meet, each logs more than a pipe holds, and then they meet again."""
    indices = range(len(texts))
    begun = [stage.gate(f"job {index} has begun") for index in indices]
    done = [stage.gate(f"job {index} has logged") for index in indices]
    todo = [
        [*meets(begun[i], begun), logs(texts[i], count=ROUNDS), *meets(done[i], done)]
        for i in indices
    ]
    run_steps(stage, todo, as_one=True)


def feeding_late(stage: Stage, plans):
    """Call run; what is left to a thread to send is late."""
    stage.amplify(late_feeders, LATE_FEEDER)
    run(stage, plans)


def ending_late(stage: Stage, plans):
    """Call run; each process takes a while to end."""
    stage.amplify(late_ends, LATE_END)
    run(stage, plans)


def logging_oneself(stage: Stage, plans, level, loudly):
    """Call run where the root logger has handlers and a level, and log something oneself."""
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(Overhearing(stage))
    if loudly:
        root.addHandler(logging.StreamHandler(sys.stderr))
    logger = logging.getLogger("app")  # a logger that the jobs use may exist already
    logger.info("perhaps heard")
    logger.critical(BEFORE)
    run(stage, plans)
    stage.tell("root", described(root.level, map(type, root.handlers)))
    logger.critical(AFTER)
    stage.tell("went on", AFTER.encode() in read(path_in(stage)))


def described(level, kinds):
    """Return a level and the classes of some handlers as text."""
    names = ", ".join(kind.__name__ for kind in kinds)
    return f"{logging.getLevelName(level)}, {names or 'no handlers'}"


def one_after_the_other(stage: Stage, calls):
    """Call run several times; there is an old file, and the same job may come twice."""
    path = path_in(stage)
    with open(path, "w", encoding="utf-8") as file:
        file.write("0 INFO old\n" * 9)
    for plans, twice in calls:
        jobs = made(stage, [*map(steps, plans)])
        jobs += jobs[:twice]
        stage.call("run", path, jobs)
        tell_file(stage, path, len(jobs))


def one_writer(stage: Stage, texts, short):
    """Call run; when the file is long some processes may not write to so long a file."""
    long = stage.gate("the file is long")
    todo = [[*map(logs, texts), opens(long)]]
    todo += [[waits(long), writes_no_long_file(), logs(text)] for text in short]
    run_steps(stage, todo)


def with_many_lines(stage: Stage, texts, counts):
    """Call run; each job logs a text very often."""
    todo = [[logs(text, count=count)] for text, count in zip(texts, counts, strict=True)]
    run_steps(stage, todo, as_one=True)


def in_halves_at_once(stage: Stage, letters):
    """Call run; jobs log long lines at once, one of which is sent in two steps."""
    stage.amplify(in_halves, LONG // 2, first_ones(1, pauses(A_WHILE)))
    begun = [stage.gate(f"job {index} has begun") for index in range(len(letters))]
    todo = [[*meets(begun[i], begun), *(logs(letter * LONG) for letter in each)]
            for i, each in enumerate(letters)]  # fmt: skip
    run_steps(stage, todo)


def held(*calls: list[list[Any]]) -> Expectation:
    """After each call the file has these lines of each job, in order, and no others."""

    def look(outcome: Outcome) -> Finding | None:
        return _strays(outcome, calls) or _differs(outcome, calls)

    return look


def _strays(outcome: Outcome, calls: Any) -> Finding | None:
    """Is there a file after each call, and nothing in it that no job has logged?"""
    for number, exists in enumerate(outcome.values("exists"), 1):
        if exists == label(False):
            return wrong(f"{_after(number, calls)}there is no file")
    for number, others in enumerate(_told(outcome, "others"), 1):
        if others:
            after = _after(number, calls)
            return wrong(f"{after}the file has a line that it should not have: {others[0]}")
    return None


def _differs(outcome: Outcome, calls: Any) -> Finding | None:
    """Are the lines of each job those that it has logged?"""
    told = {f"job {i}": _told(outcome, f"job {i}") for i in range(max(map(len, calls)))}
    for number, wanted in enumerate(calls, 1):
        for index, lines in enumerate(wanted):
            found, due = told[f"job {index}"], [*map(label, lines)]
            if not found:
                return wrong("it did not return")
            there = found.pop(0)
            if there != due:
                difference = _first_difference(there, due, f"job {index}")
                return wrong(f"{_after(number, calls)}{difference}")
    return None


def _told(outcome: Outcome, name: str) -> list[list[str]]:
    """Return what was told of the file after each call, a label for each line."""
    told = [entry["leaves"] for entry in outcome.of("value") if entry["name"] == name]
    return [[shown for _, shown in leaves] for leaves in told]


def _after(number: int, calls: Any) -> str:
    return f"after call {number} " if len(calls) > 1 else ""


def _first_difference(there: list[str], due: list[str], of: str) -> str:
    if there == due[: len(there)]:
        missing = f"the first that is missing is {due[len(there)]}"
        return f"{len(there)} of {len(due)} lines of {of} are in the file; {missing}"
    pairs = itertools.zip_longest(there, due, fillvalue="nothing more")
    number = next(n for n, (got, wanted) in enumerate(pairs) if got != wanted)
    expected = [*due, "nothing more"][min(number, len(due))]
    return f"line {number + 1} of {of} in the file is {there[number]}, expected {expected}"


def counted(*wanted: tuple[int, str]) -> Expectation:
    """The file has so many lines of each job, and joined they are this text."""

    def look(outcome: Outcome) -> Finding | None:
        for index, (count, text) in enumerate(wanted):
            for entry in outcome.of("value"):
                if entry["name"] != f"job {index}":
                    continue
                found = [shown for _, shown in entry["leaves"]]
                if found[:1] != [label(count)]:
                    lines = "".join(found[:1])
                    return wrong(f"the file has {lines} lines of job {index}, expected {count}")
                if found[1:] != [label(text)]:
                    return wrong(f"the lines of job {index} in the file differ from what it logged")
        return None

    return look


def off_stderr(texts: list[str]) -> Expectation:
    """Nothing on stderr has one of these texts."""

    def look(outcome: Outcome) -> Finding | None:
        for line in outcome.printed("err").splitlines():
            if any(text in line for text in texts):
                return wrong(f"a message was written to stderr: {harmless(line, 80)}")
        return None

    return look


def overheard(own: tuple[str, ...], others: list[str]) -> Expectation:
    """The caller's handler got the caller's own messages, and none of the others."""
    due, not_due = [*map(label, own)], {*map(label, others)}

    def look(outcome: Outcome) -> Finding | None:
        heard = [entry for entry in outcome.of("value") if entry["name"] == "overheard"]
        for entry in heard:
            if entry["value"] in not_due:
                who = outcome.role(entry["pid"])
                return wrong(f"a handler of the caller's got {entry['value']}, in {who}")
        got = [entry["value"] for entry in heard if entry["value"] in due]
        if got == due:
            return None
        return wrong(f"of what the caller logs itself its handler got {', '.join(got) or 'nothing'}"
                     f", expected {', '.join(due)}")  # fmt: skip

    return look


def trial(scene, plans, wanted, codes=(), **inputs) -> Trial:
    """Return a trial of jobs that do what is planned."""
    texts = [line.split(" ", 1)[1] for lines in wanted for line in lines]
    expectations = [
        held(wanted), expect.returned([*codes] or [0] * len(wanted)),
        expect.worked_once(range(len(wanted)), "job"), expect.worked_in_children(len(wanted)),
        off_stderr([text for text in texts if text.startswith("message ")]),
    ]  # fmt: skip
    return Trial(scene, expectations, {"plans": plans, **inputs}, may_die=bool(codes))


def drawn(draw: Draw, jobs: int, count: int) -> list[list[str]]:
    """Return messages, so many for each job."""
    numbers = draw.numbers(jobs * count)
    return [[f"message {n}" for n in numbers[i::jobs]] for i in range(jobs)]


def said(lines: list[str], level="INFO") -> list[str]:
    """Return what a file has of them."""
    return [f"{level} {line}" for line in lines]


def logged(draw: Draw, jobs: int, count: int) -> tuple[list[Any], list[list[str]]]:
    """Return the plans of jobs that log, and what a file has of that."""
    texts = drawn(draw, jobs, count)
    return [*map(logging_all, texts)], [*map(said, texts)]


@check(EVERY)
def test_lines(draw: Draw) -> Trial:
    """Each record of each job is one line of the file, in order."""
    return trial(run, *logged(draw, 3, 5))


@check(ONE)
def test_levels(draw: Draw) -> Trial:
    """Any logger may be used, at any level from DEBUG."""
    texts = drawn(draw, 2, len(LEVELS))
    levels = [draw.sample(LEVELS, len(LEVELS)) for _ in texts]
    plans: list[Any] = [
        [("logs", text, level, draw.choice(NAMES)) for text, level in zip(*each, strict=True)]
        for each in zip(texts, levels, strict=True)
    ]
    wanted = [[f"{logging.getLevelName(level)} {text}" for _, text, level, _ in plan]
              for plan in plans]  # fmt: skip
    plans.append([("logs by functions", "message by functions")])
    wanted.append([f"{level} message by functions" for level in ("DEBUG", "ERROR")])
    return trial(run, plans, wanted)


@check(ONE)
def test_texts(draw: Draw) -> Trial:
    """A message is any text: what looks like an end mark, a format, or like nothing."""
    texts = [draw.sample(TEXTS, len(TEXTS)), draw.sample(TEXTS, 3)]
    return trial(run, [*map(logging_all, texts)], [*map(said, texts)])


@check(ONE)
def test_arguments(draw: Draw) -> Trial:
    """Arguments may change after the call, and need not be picklable."""
    plans = [[("logs arguments",)], logging_all(["last"])]
    return trial(feeding_late, plans, [said(ARGUMENTS), said(["last"])])


@check(BOTH)
def test_sudden_ends(draw: Draw) -> Trial:
    """A line is safe once it is logged, whatever ends the process; the exit code tells that."""
    code, exits = draw.choice([0, 3, 9]), draw.choice([0, 4])
    ends = [
        (("dies", code), code),
        (("dies", -9), -9),
        (("exits", exits), exits),
        (("breaks", draw.choice(BREAKS), 1), 1),
        (("breaks", "KeyboardInterrupt", 1), 1),
    ]
    ends = draw.sample(ends, len(ends))
    plans, wanted = logged(draw, len(ends), 3)
    plans = [[*plan, end] for plan, (end, _) in zip(plans, ends, strict=True)]
    return trial(feeding_late, plans, wanted, [code for _, code in ends])


@check(ONE)
def test_silent_deaths(draw: Draw) -> Trial:
    """A job may end its process before it has logged anything, or log nothing at all."""
    codes = draw.sample([0, 9, -9], 3)
    plans, wanted = logged(draw, 1, 3)
    plans += [*([("dies", code)] for code in codes), []]
    return trial(run, plans, [*wanted, [], [], [], []], [0, *codes, 0])


@check(ONE)
def test_together(draw: Draw) -> Trial:
    """All jobs run at once, however many processors there are, and whatever each has logged."""
    texts = [f"{number} " * 2_000 for number in draw.numbers(6)]
    return Trial(all_at_once, counts(texts, [ROUNDS] * 6), {"texts": texts})


@check(BOTH, PATIENT, waits=True)
def test_late_job(draw: Draw) -> Trial:
    """A job may log long after all the others have ended."""
    return trial(after_a_silence, *logged(draw, 3, 2), late=draw.randint(0, 2))


@check(ONE)
def test_callers_log(draw: Draw) -> Trial:
    """The caller's handlers get none of the records, and are the same afterwards."""
    texts, levels = drawn(draw, 3, 3), [logging.INFO, logging.ERROR, logging.CRITICAL]
    plans = [logging_all(lines, level) for lines, level in zip(texts, levels, strict=True)]
    wanted = [said(lines, logging.getLevelName(level))
              for lines, level in zip(texts, levels, strict=True)]  # fmt: skip
    level, loudly = draw.choice([logging.WARNING, logging.ERROR]), draw.choice([False, True])
    found = trial(logging_oneself, plans, wanted, level=level, loudly=loudly)
    kinds = [Overhearing, logging.StreamHandler][: 1 + loudly]
    return replace(found, expect=[
        *found.expect, overheard((BEFORE, AFTER), [*itertools.chain(*texts)]),
        expect.value("root", described(level, kinds), "the caller's root logger"),
        expect.value("went on", False, "whether the file has what the caller logged afterwards"),
    ])  # fmt: skip


@check(ONE, waits=True)
def test_quiet(draw: Draw) -> Trial:
    """While nobody logs nobody uses the CPU to wait."""
    [plan], wanted = logged(draw, 1, 2)
    return trial(run, [[plan[0], ("rests",), plan[1]], []], [*wanted, []])


@check(BOTH, waits=True)
def test_ends(draw: Draw) -> Trial:
    """On return all processes have ended, though they take a while."""
    return trial(ending_late, *logged(draw, 2, 2))


@check(BOTH)
def test_no_jobs(draw: Draw) -> Trial:
    """There may be no jobs, or one twice; run may be called again, and the file is written anew."""
    plans, wanted = logged(draw, 3, 2)
    calls = [(plans[:1], 1), ([], 0), (plans[1:], 0), ([[]], 0)]
    files = [[wanted[0]] * 2, [], wanted[1:], [[]]]
    codes = expect.returned_in_turn([[0] * len(file) for file in files])
    return Trial(one_after_the_other, [held(*files), codes], {"calls": calls})


@check(ONE)
def test_one_writer(draw: Draw) -> Trial:
    """Only the process that calls run writes to the file."""
    texts, [short] = [f"{n} " * SHORTER for n in draw.numbers(40)], drawn(draw, 1, 2)
    wanted = [said(texts), *([line] for line in said(short))]
    expectations = [held(wanted), expect.returned([0] * len(wanted))]
    return Trial(one_writer, expectations, {"texts": texts, "short": short}, may_die=True)


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_lines(draw: Draw) -> Trial:
    """A job may log twenty thousand times, and others meanwhile."""
    texts, sizes = ["one", "two", "three"], draw.sample([MOST, FEWER, FEWER], 3)
    return Trial(with_many_lines, counts(texts, sizes), {"texts": texts, "counts": sizes})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_long_lines(draw: Draw) -> Trial:
    """Messages may have a million characters, from two jobs at once."""
    letters = ["".join(draw.sample("abcdefgh", 3)) for _ in range(2)]
    wanted = [said([letter * LONG for letter in each]) for each in letters]
    expectations = [held(wanted), expect.returned([0, 0])]
    return Trial(in_halves_at_once, expectations, {"letters": letters})


def counts(texts: list[str], sizes: list[int]) -> list[Expectation]:
    """Return what holds if each job logs a text so often, numbered."""
    wanted = [joined([f"INFO {text} {n}" for n in range(size)])
              for text, size in zip(texts, sizes, strict=True)]  # fmt: skip
    return [held([]), counted(*wanted), expect.returned([0] * len(texts)),
            expect.worked_in_children(len(texts))]  # fmt: skip
