"""Questions on a candidate's own code: asked about calls that were seen, and about findings."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from examiner import catalog
from interview import content, example, own
from interview.material import FollowUp, Kind
from interview.quality import Finding, findings

pytestmark = pytest.mark.timeout(120)

EXERCISES = {exercise.slug: exercise for exercise in catalog.load()}


def asked(slug: str, folder: Path, found: list[Finding], seed: int = 1) -> list[FollowUp]:
    """Return what is asked about the reference answer."""
    shutil.copy(catalog.SOLUTIONS / f"{slug}.py", folder)
    example.write(content.load(EXERCISES[slug]), folder)
    return own.questions(f"{slug}.py", folder, content.own_questions(), found, seed)


@pytest.mark.parametrize(
    "slug", ["ex02_sentinel", "ex05_pipe_port", "ex14_manager", "drill06_invoices"]
)
def test_each_reference_can_be_asked_about(slug: str, tmp_path: Path) -> None:
    """Two questions at most; each names a line of the answer, and quotes the call that is there."""
    questions = asked(slug, tmp_path, [])
    assert questions
    assert len(questions) <= 2
    lines = (catalog.SOLUTIONS / f"{slug}.py").read_text(encoding="utf-8").splitlines()
    for question in questions:
        number = int(re.findall(r"[Ll]ine (\d+)", question.question)[0])
        quoted = question.question.split("`")[1]
        assert quoted in lines[number - 1]
        assert question.kind is Kind.OWN
        assert question.facts
    assert not list(tmp_path.glob("*.json"))


def test_what_ruff_finds_is_asked_about(tmp_path: Path) -> None:
    """It takes the place of the second question, and there is nothing to compare it with."""
    found = [Finding(7, "names", "Variable name `l` is ambiguous")]
    questions = asked("ex02_sentinel", tmp_path, found)
    assert len(questions) == 2
    assert "Your line 7: Variable name `l` is ambiguous" in questions[1].question
    assert questions[1].facts == ()


def chronicle(call: str, **more: Any) -> dict[str, Any]:
    """Return what a trace says of a process that has made one call."""
    event = {
        "kind": "call", "file": "a.py", "line": 3, "lane": 0, "call": call, "thing": 0,
        "plain": "queue.put()",
    }  # fmt: skip
    made = {"kind": "make", "thing": 0, "text": more.get("made", "makes a Queue")}
    return {
        "lanes": [{"number": 0, "role": "main"}],
        "things": [{"number": 0, "maxsize": more.get("maxsize")}],
        "events": [made, event | more.get("event", {})],
    }


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (chronicle("q.put(1)"), "if nobody reads for a while?"),
        (chronicle("q.put(1)", maxsize=5), "if the queue is full?"),
        (chronicle("q.put(1, timeout=3)"), ""),
        (chronicle("q.put(1, False)"), ""),
        (chronicle("q.put_nowait(1)"), ""),
        (chronicle("q.put(1)", made="makes a SimpleQueue"), ""),
        (chronicle("q.get()", event={"plain": "queue.get()"}), "`q.get()`, which main runs"),
        (chronicle("q.get(timeout=1)", event={"plain": "queue.get()"}), ""),
        (chronicle("q.get(", event={"plain": "queue.get()"}), ""),
        (chronicle("with lock", event={"plain": "lock.acquire()"}), "`with lock`"),
        (chronicle("q.get()", event={"plain": "queue.get()", "file": "b.py"}), ""),
    ],
)
def test_a_question_fits_its_call(
    seen: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What can run out, or is not the candidate's own, is not asked about."""
    monkeypatch.setattr(own, "_chronicle", lambda _: seen)
    (tmp_path / "a.py").write_text(f"\n\n{seen['events'][1]['call']}  # a remark\n")
    questions = own.questions("a.py", tmp_path, content.own_questions(), [], 1)
    assert bool(questions) == bool(said)
    assert said in "".join(question.question for question in questions)


STARTER = EXERCISES["ex08_fan_out"].starter_text().decode("utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", []),
        ("import zlib\n", ["`zlib` imported but unused"]),
        ("def f():\n    l = 1\n    return l\n", ["Ambiguous variable name: `l`"]),
        ("def f():\n" + "\n" * 45 + "    f()\n", ["`f` is 47 lines long"]),
        (
            "def f():\n"
            + "".join(f"{'    ' * depth}while f():\n" for depth in range(1, 6))
            + "                        f()\n",
            ["5 blocks within each other, in `f`"],
        ),
        (
            "def f():\n    if f():\n        f()\n" + "    elif f():\n        f()\n" * 5,
            [],
        ),
        ("def f(:\n", []),
    ],
)
def test_findings_are_of_the_candidates_own(more: str, said: list[str]) -> None:
    """What the starter had already is not held against anyone."""
    assert [found.text for found in findings(EXERCISES["ex08_fan_out"], STARTER + more)] == said


@pytest.mark.parametrize("slug", EXERCISES)
def test_references_leave_nothing_to_ask(slug: str) -> None:
    """They are what a colleague would like to read."""
    code = (catalog.SOLUTIONS / f"{slug}.py").read_text(encoding="utf-8")
    assert findings(EXERCISES[slug], code) == []
