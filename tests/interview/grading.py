"""The hidden checks: run by the examiner, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from examiner.catalog import ROOT
from examiner.facts.verdicts import Verdict
from examiner.supervisor.shortages import Shortage, look_before_a_grade

_ENDING = 10.0
"""Seconds for the examiner to end its trials when the interview is left meanwhile."""


ALL = "all"
"""Stands for every start method."""


class GradingFailed(Exception):
    """The checks could not be run."""


def grade(slug: str, answers: Path, seed: int, start_method: str = "") -> dict[str, Any]:
    """Return the examiner's results for the answer in a folder; raises GradingFailed.

    Without a start method each check is tried under those that matter for it.
    """
    try:
        look_before_a_grade()
    except Shortage as shortage:
        raise GradingFailed(str(shortage)) from None
    # Beside the answer, so that an interview that is killed meanwhile leaves no litter elsewhere.
    report = answers / "results.json"
    words = ["grade", slug, "--answers", str(answers), "--seed", str(seed)]
    words += ["--start-method", start_method] if start_method else []
    try:
        document = reported([*words, "--json", str(report)], report)
        exercise = document["exercises"][0]
        _look_for_failures(exercise["checks"])
    except (OSError, ValueError, KeyError, IndexError) as error:
        again = f"python -m examiner {' '.join(words)}, with PYTHONPATH=tests, says why"
        raise GradingFailed(f"the hidden checks gave no results; {again}") from error
    return {"seed": document["seed"], "python": document["python"], **_without_repeats(exercise)}


def _look_for_failures(checks: list[dict[str, Any]]) -> None:
    """Raise GradingFailed if the examiner itself failed: that says nothing of the candidate."""
    for check in checks:
        if check["verdict"] == Verdict.EXAMINER_ERROR:
            raise GradingFailed(f"the examiner itself failed: {check['message']}")


def reported(words: list[str], report: Path) -> dict[str, Any]:
    """Run a command of the examiner's that writes a report; return that, and leave no file.

    Raises OSError or ValueError if there is none.
    """
    report.unlink(missing_ok=True)
    try:
        _run(words)
        document: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    finally:
        report.unlink(missing_ok=True)
    return document


def _run(words: list[str]) -> None:
    """Run a command of the examiner's, silently; it ends when this interview does."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "tests"), "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "examiner", *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait()
        except BaseException:
            # Ctrl-C from the keyboard reaches the examiner too; a signal to us does not.
            process.send_signal(getattr(signal, "SIGINT", signal.SIGTERM))
            try:
                process.wait(_ENDING)
            except subprocess.TimeoutExpired:
                process.kill()
            raise


def _without_repeats(exercise: dict[str, Any]) -> dict[str, Any]:
    """Keep each check's picture once: under other start methods it looks alike."""
    pictured: set[str] = set()
    checks = []
    for check in exercise["checks"]:
        again = check["name"] in pictured
        checks.append({**check, "picture": [] if again else check["picture"]})
        if check["picture"]:
            pictured.add(check["name"])
    return {**exercise, "checks": checks}
