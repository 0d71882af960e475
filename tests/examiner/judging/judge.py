"""From an outcome to a verdict."""

import traceback
from collections.abc import Sequence

from examiner.facts.labels import harmless
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.judging.always import AFTERWARDS, BEFORE
from examiner.spec import Expectation

IN_EXPECTATION = "an expectation of the check failed"


def judge(outcome: Outcome, expectations: Sequence[Expectation]) -> Finding:
    """Return the verdict on one trial.

    Entries of its log have the shape that they must have: whoever reads them cannot fail but by a
    fault of the kit's own.
    """
    finding = own_failure(outcome) or _found(outcome, expectations)
    short = outcome.report.get("short_of")
    if short and finding.verdict is not Verdict.PASSED:
        return Finding(Verdict.EXAMINER_ERROR, str(short))  # whatever else failed, failed for that
    return finding


def _found(outcome: Outcome, expectations: Sequence[Expectation]) -> Finding:
    always = (*BEFORE, *expectations, *AFTERWARDS)
    for look in expectations if outcome.job.crippled else always:
        try:
            finding = look(outcome)
        except Exception:  # noqa: BLE001 - whatever it is, it must not be told as the learner's
            return examiner_error(IN_EXPECTATION, traceback.format_exc())
        if finding is not None:
            return finding
    return Finding(Verdict.PASSED, "")


def own_failure(outcome: Outcome) -> Finding | None:
    """Return what went wrong on the kit's side of a trial, None if nothing did."""
    if "failure" in outcome.report:
        failure = outcome.report["failure"]
        return examiner_error(str(failure["where"]), str(failure["trace"]))
    for entry in outcome.of("failure", "scene", "answer", "error"):
        if entry.get("own"):
            what = {"failure": entry.get("where", ""), "scene": "the scene"}.get(entry["kind"])
            who = outcome.role(entry["pid"])
            return examiner_error(f"{what or 'a prop of the scene'} failed in {who}", entry["own"])
    return None


def examiner_error(where: str, trace: str) -> Finding:
    """Return the finding of a failure of the kit's own; its traceback's last line says which."""
    lines = trace.strip().splitlines()
    message = f"{where}: {lines[-1].strip()}" if lines else where
    return Finding(Verdict.EXAMINER_ERROR, harmless(message, 400), harmless(trace, 20_000))
