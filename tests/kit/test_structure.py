"""The kit's structure: names mirror each other, and whoever breaks that is told how to mend it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import ROOT, copy_of_the_kit, snapshot
from rejections import checks_in
from structure import is_clean, problems

from examiner import catalog
from examiner.judging.examination import load_checks

SLUG = "ex02_sentinel"
WRONG = f"tests/answers/{SLUG}/wrong"


def test_nothing_is_missing_or_orphaned() -> None:
    """Every exercise has all its parts, well-formed, and every part has its exercise."""
    found = problems(ROOT)
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """Return one copy of the kit for all breakages, and every file of it with its bytes."""
    folder = copy_of_the_kit(tmp_path_factory.mktemp("structure") / "kit")
    return folder, snapshot(folder)


@pytest.fixture
def copy(pristine: tuple[Path, dict[str, bytes]]) -> Iterator[Path]:
    """Give the copy to break; whatever became of it, it is mended afterwards."""
    folder, files = pristine
    yield folder
    restore(folder, files)


def restore(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files again, and nothing else."""
    now = snapshot(folder)
    for name in now.keys() - files.keys():
        (folder / name).unlink()
    for name, content in files.items():
        if now.get(name) != content:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    # The deepest first: a folder that holds no file was not there before.
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def test_a_copy_without_git_is_as_good(copy: Path) -> None:
    """The structure is checked in a zip download too, with compiled files and a user's venv."""
    (copy / "exercises/__pycache__").mkdir()
    (copy / "my-venv").mkdir()
    (copy / "my-venv/pyvenv.cfg").touch()
    (copy / ".nox").mkdir()
    assert problems(copy) == []


def remove(name: str) -> Callable[[Path], None]:
    """Return a breakage: a file or folder is gone."""

    def act(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return act


def write(name: str, text: str) -> Callable[[Path], None]:
    """Return a breakage: a file has another text."""

    def act(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return act


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a breakage: one text in a file is replaced, wherever it stands."""

    def act(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), encoding="utf-8")

    return act


def edit_all(folder: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a breakage: one text is replaced in all answers of a folder."""

    def act(root: Path) -> None:
        for path in (root / folder).glob("*.py"):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return act


def keep(folder: str, count: int) -> Callable[[Path], None]:
    """Return a breakage: only some answers are left."""

    def act(root: Path) -> None:
        for path in sorted((root / folder).glob("*.py"))[count:]:
            path.unlink()

    return act


CATALOG = "exercises/catalog.toml"
STARTER = f"tests/answers/{SLUG}/starter.py"
CHECKS = f"tests/checks/test_{SLUG}.py"
WALK = f"solutions/{SLUG}.md"
STEPS = '[{ name = "one", points = 6 }, { name = "two", points = 4 }]'

BREAKAGES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "no exercise": (
        remove(f"exercises/{SLUG}.py"),
        [f"exercises/{SLUG}.py is missing", f"copy {STARTER}"],
    ),
    "no solution": (
        remove(f"solutions/{SLUG}.py"),
        [f"solutions/{SLUG}.py is missing", "reference answer"],
    ),
    "no walk-through": (remove(WALK), [f"{WALK} is missing", "write the walk-through"]),
    "no material": (
        remove(f"solutions/{SLUG}.toml"),
        [f"solutions/{SLUG}.toml is missing", "write the interview material"],
    ),
    "no checks": (
        remove(f"tests/checks/test_{SLUG}.py"),
        [f"test_{SLUG}.py is missing", "write its checks"],
    ),
    "no starter": (remove(STARTER), [f"{STARTER} is missing", "pristine starter"]),
    "no right": (remove(f"tests/answers/{SLUG}/right"), [f"{SLUG}/right is missing", "must pass"]),
    "no wrong": (remove(WRONG), [f"{WRONG} is missing", "must fail"]),
    "no entry": (
        edit(CATALOG, f'slug = "{SLUG}"', 'slug = "ex02_renamed"'),
        [
            f"exercises/{SLUG}.py belongs to no exercise",
            f"add an entry {SLUG} to exercises/catalog.toml",
        ],
    ),
    "orphaned exercise": (
        write("exercises/ex99_extra.py", ""),
        ["exercises/ex99_extra.py belongs to no exercise"],
    ),
    "orphaned solution": (
        write("solutions/ex99_extra.py", ""),
        ["solutions/ex99_extra.py belongs to no"],
    ),
    "orphaned walk-through": (
        write("solutions/ex99_extra.md", ""),
        ["solutions/ex99_extra.md belongs to no"],
    ),
    "orphaned checks": (
        write("tests/checks/test_ex99_extra.py", ""),
        ["test_ex99_extra.py belongs to no"],
    ),
    "orphaned answers": (
        write("tests/answers/ex99_extra/starter.py", ""),
        ["answers/ex99_extra belongs to no"],
    ),
    "top level": (write("notes.txt", ""), ["notes.txt: does not belong at the top level"]),
    "top-level folder": (write("src/x.py", ""), ["src: does not belong at the top level"]),
    "few right": (keep(f"tests/answers/{SLUG}/right", 3), ["right has 3 answers", "at least 4"]),
    "few wrong": (keep(WRONG, 7), ["wrong has 7 answers", "at least 8"]),
    "no header": (
        write(f"{WRONG}/new.py", "import os\n"),
        [f"{WRONG}/new.py: line 1 is 'import os'", "write `# verdict:"],
    ),
    "bad verdict": (
        write(f"{WRONG}/new.py", "# verdict: passed @ no_items\n"),
        ["names the verdict passed", "deadlock"],
    ),
    "unknown verdict": (
        write(f"{WRONG}/new.py", "# verdict: hung | wrong @ no_items\n"),
        ["names the verdict hung"],
    ),
    "bad method": (
        write(f"{WRONG}/new.py", "# verdict: wrong @ no_items (thread)\n"),
        ["names the start method thread", "forkserver"],
    ),
    "no check named": (
        write(f"{WRONG}/new.py", "# verdict: wrong (fork)\n"),
        [f"{WRONG}/new.py: line 1 names no check", "add `@ …`", "no_items"],
    ),
    "unknown check": (
        write(f"{WRONG}/new.py", "# verdict: wrong @ no_items | no_tiems\n"),
        [f"{WRONG}/new.py: line 1 names the check no_tiems", "choose among", "no_items"],
    ),
    "unknown check in soak": (
        write(f"tests/soak/{SLUG}/wrong/new.py", "# verdict: wrong @ test_no_items\n"),
        [f"tests/soak/{SLUG}/wrong/new.py: line 1 names the check test_no_items"],
    ),
    "check without an answer": (
        edit(CHECKS, "def test_no_items(", "def test_nothing("),
        [
            f"{CHECKS}: no wrong answer needs test_nothing",
            f"write one in {WRONG} whose line 1 ends in `@ nothing`",
        ],
    ),
    "check named beside another only": (
        edit_all(WRONG, "@ no_items", "@ no_items | every_item_in_order"),
        [f"{CHECKS}: no wrong answer needs test_no_items"],
    ),
    "long starter": (
        edit(STARTER, "import multi", "\n" * 20 + "import multi"),
        ["lines; make it 20 to 50"],
    ),
    "short starter": (write(STARTER, '"""Do it."""  # TODO\n'), ["has 1 lines; make it 20 to 50"]),
    "two holes": (edit(STARTER, "TODO", "TODO TODO"), ["has 2 TODOs; mark one hole"]),
    "no hole": (edit(STARTER, "TODO", "done"), ["has 0 TODOs; mark one hole"]),
    "no prompt": (edit(STARTER, '"""Add', 'X = """Add'), ["no docstring"]),
    "long walk-through": (
        edit(WALK, "## Why", "\n" * 150 + "## Why"),
        [f"{WALK} has", "make it 20 to 149"],
    ),
    "two questions": (edit(WALK, "**3. ", "**Three "), ["has 2 follow-up questions", "write 3"]),
    "no points": (
        edit(CATALOG, "points = 10", "points = 0"),
        [f"{SLUG} has no points", "points = 0; make it more"],
    ),
    "no title": (
        edit(CATALOG, 'title = "Add the sentinel"\n', ""),
        [f"{SLUG} has no title; add title"],
    ),
    "long title": (
        edit(CATALOG, "Add the sentinel", "Add the sentinel to the producer's end"),
        ["title of 38 characters; use at most 31"],
    ),
    "no group": (
        edit(CATALOG, 'group = "First steps"\n', ""),
        [f"{SLUG} has no group; add group"],
    ),
    "bad type": (
        edit(CATALOG, "minutes = 15", 'minutes = "15"'),
        [f"{SLUG} has no minutes", "(int)"],
    ),
    "unknown field": (
        edit(CATALOG, "concepts =", "colour = 1\nconcepts ="),
        ["unknown field colour"],
    ),
    "level": (
        edit(CATALOG, '"warm-up"', '"easy"'),
        ["has the level 'easy'", "warm-up, core, stretch"],
    ),
    "step of none": (
        edit(CHECKS, "@check(BOTH)\ndef test_no_items", "@check(BOTH, step=1)\ndef test_no_items"),
        [f"{CHECKS}: test_no_items has the step 1; give it no step"],
    ),
    "checks of no step": (
        edit(CATALOG, f'slug = "{SLUG}"', f'slug = "{SLUG}"\nsteps = {STEPS}'),
        [f"{CHECKS}: test_no_items has the step 0; give it step=1 to 2"],
    ),
    "points of steps": (
        edit(CATALOG, f'slug = "{SLUG}"', f'slug = "{SLUG}"\nsteps = {STEPS[:-1]}, {STEPS[1:]}'),
        [f"{SLUG}: has points = 10; make it the sum of the points of its steps"],
    ),
    "starter verdict": (
        edit(CATALOG, 'starter = "deadlock"', 'starter = "passed"'),
        ["starter verdict 'passed'"],
    ),
    "empty hint": (
        edit(CATALOG, '    "At the end of', '    "",\n    "At the end of'),
        ["has 4 hints; write 3"],
    ),
    "table": (
        edit("README.md", "| [Add the sentinel]", "| [Add a sentinel]"),
        ["README.md has no line for exercise 2; add: | 2 | [Add the sentinel]"],
    ),
    "order": (
        edit(CATALOG, "ex01_consumer_loop", "ex07_consumer_loop"),
        ["ex07_consumer_loop is entry 1; name it ex01_"],
    ),
    "drill's name": (
        edit(CATALOG, '"warm-up"', '"drill"'),
        ["ex01_consumer_loop is entry 1; name it drill01_"],
    ),
    "twice": (edit(CATALOG, "ex03_bounded_queue", SLUG), [f"{SLUG} comes twice"]),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_breakage_is_named_and_how_to_mend_it(name: str, copy: Path) -> None:
    """Whatever is taken away, added or malformed is named, with what to do about it."""
    break_it, pieces = BREAKAGES[name]
    break_it(copy)
    told = "\n".join(problems(copy))
    for piece in pieces:
        assert piece in told


def test_a_breakage_is_undone(tmp_path: Path) -> None:
    """One that follows finds what was there at first, whatever the one before has done."""
    folder = tmp_path / "kit"
    for name in ("a/one", "a/b/two", "three"):
        write(name, name)(folder)
    files = snapshot(folder)
    for break_it in (remove("a"), write("three", "3"), write("c/d/four", "4"), remove("three")):
        break_it(folder)
    restore(folder, files)
    assert snapshot(folder) == files
    assert {path.name for path in folder.rglob("*") if path.is_dir()} == {"a", "b"}


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_the_checks_are_found_without_running_them(exercise: catalog.Exercise) -> None:
    """Reading a file of checks finds the same ones as loading it, in the same order."""
    _, checks = load_checks(exercise.check_file)
    assert checks_in(exercise.check_file) == [check.name for check in checks]


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_exercises_begin_as_their_starters(exercise: catalog.Exercise) -> None:
    """In a clean checkout what the learner opens is the pristine starter."""
    if not os.environ.get("CI") and not is_clean(ROOT):
        pytest.skip(
            "the exercises are the learner's own here: no CI, and no clean checkout of git's"
        )
    mend = f"copy tests/answers/{exercise.slug}/starter.py to exercises/{exercise.slug}.py"
    assert exercise.is_untouched(catalog.EXERCISES), mend
