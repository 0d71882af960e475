"""Where a report is written: nothing else is lost by it, and what cannot be written is said before."""

import json
import os
import stat
import sys
import threading
from pathlib import Path

import commands
import pytest
from commands import grade, plain_pytest

from examiner import catalog
from examiner.facts import reports
from examiner.facts.reports import GENERATOR, Kind, Refused

FIRST = catalog.load()[0]
FORK = ("--answers", "solutions", "--start-method", "fork", "--schedules", 0, "--worlds", 0)
OLD = '{"version": 1, "python": "3.11.7", "platform": "Linux"}'


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a copy of the kit."""
    return commands.copy_of_the_kit(tmp_path / "kit")


@pytest.fixture(autouse=True)
def _unclaimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test claim anew."""
    monkeypatch.setattr("examiner.facts.reports._Claims.paths", set())


@pytest.mark.parametrize("option", ["--json", "--html", "--junitxml"])
def test_an_answer_is_not_replaced(option: str, kit: Path) -> None:
    """Who forgets the file's name has named his answer."""
    before = (kit / "exercises" / f"{FIRST.slug}.py").read_bytes()
    done = grade(option, f"exercises/{FIRST.slug}.py", folder=kit)
    assert (done.code, len(done.err.splitlines())) == (2, 1), done.all
    assert "will not write" in done.err
    assert (kit / "exercises" / f"{FIRST.slug}.py").read_bytes() == before


@pytest.mark.parametrize("command", ["trace", "explore"])
def test_the_program_is_not_replaced(command: str, tmp_path: Path) -> None:
    """`--json prog.py prog.py` names it twice."""
    program = tmp_path / "prog.py"
    program.write_text("print(1)\n", "utf-8")
    with commands.place(commands.ROOT, PYTHONPATH="tests") as here:
        words = [sys.executable, "-m", "examiner", command, "--json", str(program), str(program)]
        done = commands.run(words, here)
    assert (done.code, done.out) == (2, ""), done.all
    assert program.read_text("utf-8") == "print(1)\n"


def test_another_file_is_not_replaced(tmp_path: Path) -> None:
    """Only a report of the same kind, or an empty file, makes room for a report."""
    for number, (kind, old, may) in enumerate(
        [
            (Kind.JSON, OLD, True), (Kind.JSON, "", True), (Kind.JSON, '{"version": 1}', False),
            (Kind.JSON, "import os\n", False), (Kind.JSON, "[" * 100_000, False),
            (Kind.JSON, GENERATOR, False), (Kind.HTML, GENERATOR, True), (Kind.HTML, OLD, False),
            (Kind.XML, '<?xml version="1.0"?><testsuites name="x"/>', True),
            (Kind.XML, "<html/>", False),
        ]
    ):  # fmt: skip
        path = tmp_path / str(number)
        path.write_text(old, "utf-8")
        if may:
            reports.claim(path, kind)
        else:
            with pytest.raises(Refused, match="will not replace"):
                reports.claim(path, kind)
        assert path.read_text("utf-8") == old
    assert len(list(tmp_path.iterdir())) == 10


def test_a_read_only_report_is_not_replaced(tmp_path: Path) -> None:
    """Not even by root, who could."""
    path = tmp_path / "r.json"
    path.write_text(OLD, "utf-8")
    path.chmod(0o444)
    with pytest.raises(Refused, match="read-only"):
        reports.claim(path, Kind.JSON)


@pytest.mark.skipif(os.name == "nt", reason="links want a privilege there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    """What it leads to is written, whether there is something yet or not."""
    link, target = tmp_path / "link", tmp_path / "target.json"
    link.symlink_to(target)
    for text in ("one", "two"):
        reports.claim(link, Kind.JSON)
        reports.write(link, text)
        assert link.is_symlink()
        assert target.read_text("utf-8") == text
        target.write_text(OLD, "utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links want a privilege there")
def test_a_link_into_the_exercises_leads_there(tmp_path: Path) -> None:
    """It is the file that counts, not how it is called."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    (tmp_path / "x.json").symlink_to(folder / "new.json")
    with pytest.raises(Refused, match="exercises is a folder for answers"):
        reports.claim(tmp_path / "x.json", Kind.JSON, [folder])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_in_place(tmp_path: Path) -> None:
    """As a shell's `>(jq .)` is; one that nobody reads is told, and does not keep us."""
    pipe, got = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reports.claim(pipe, Kind.JSON)
    with pytest.raises(Refused, match="could not write"):
        reports.write(pipe, "lost")
    both = os.open(pipe, os.O_RDWR)  # so that there is a reader before the other one has come
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    reports.write(pipe, "x" * 200_000)
    os.close(both)
    reader.join(commands.WHOLE)
    assert got == ["x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_device_stays_a_device() -> None:
    """A full one is told in a line, and the exit code is that for trouble of the kit's own."""
    done = grade(FIRST.number, *FORK, "--json", "/dev/full")
    assert done.code == 3, done.all
    assert "could not write /dev/full: No space left on device" in done.err
    assert "Traceback" not in done.all
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


@pytest.mark.parametrize(
    ("name", "says"),
    [("no/x.json", "no such folder"), (".", "it is a folder"), ("x" * 300, "too long")],
)
def test_what_cannot_be_written_is_said_before_the_grade(
    name: str, says: str, tmp_path: Path
) -> None:
    """Nobody waits for a grade whose results are lost then."""
    done = grade(FIRST.number, "--json", tmp_path / name)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1), done.all
    assert says in done.err.lower()


@pytest.mark.parametrize(
    ("option", "first", "last"),
    [("--json", "{", "}"), ("--junitxml", "<?xml", ">"), ("--html", "<!doctype", "</html>")],
)
def test_a_dash_is_standard_output(option: str, first: str, last: str) -> None:
    """It has the report and nothing else; what is for a person goes to standard error."""
    done = grade(FIRST.number, *FORK, option, "-")
    assert done.code == 0, done.all
    assert "checks passed" in done.err
    assert done.out.startswith(first)
    assert done.out.rstrip().endswith(last)
    if option == "--json":
        assert json.loads(done.out)["exercises"][0]["status"] == "passed"


def test_two_reports_do_not_share_standard_output() -> None:
    """Nobody could tell where one ends."""
    done = grade(FIRST.number, *FORK, "--json", "-", "--html", "-")
    assert (done.code, done.out) == (2, "")
    assert "only one report" in done.err


def test_plain_pytest_refuses_too(kit: Path) -> None:
    """The same holds where no command of ours stands in between."""
    for name, says in ((f"exercises/{FIRST.slug}.py", "will not write"), ("-", "standard output")):
        done = plain_pytest("tests/checks", "--json", name, folder=kit)
        assert done.code == 4, done.all
        assert says in done.err
