"""Play one trial and print its log: `PYTHONPATH=tests python tests/kit/one_trial.py 2 no_items`.

The words are an exercise, a check of it, the start method (fork) and a folder of answers
(exercises). A line an entry: the moment, the process, the kind, what it says. Then how the trial
ended, and what it printed: what the verdict is made of.
"""

import json
import sys
from pathlib import Path

from examiner import catalog
from examiner.facts.outcome import Outcome
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.judge import judge
from examiner.judging.trials import Terms
from examiner.supervisor.client import Supervisor
from examiner.telling import explain

SEED = 1
"""The inputs are the same in every run."""


def main(exercise: str, check: str, method: str = "fork", answers: str = "exercises") -> None:
    """Play it and print what there is to know."""
    (chosen,) = catalog.select(catalog.load(), [exercise])
    module, checks = load_checks(chosen.check_file)
    wanted = next(each for each in checks if each.name == check)
    with Supervisor(1) as supervisor:
        terms = Terms(Path(answers).absolute(), SEED, method)
        examination = Examination(terms, supervisor)
        (job,) = examination.trials(chosen.slug, wanted, module, DEFAULT_TIMEOUT).plain
        supervisor.submit(job)
        outcome = Outcome(job, supervisor.result(job))
    for entry in outcome.log:
        said = {key: value for key, value in entry.items() if key not in ("kind", "pid", "t")}
        who = outcome.role(entry["pid"])
        print(f"{outcome.seconds(entry):8.4f}  {who:12}  {entry['kind']:10}  {json.dumps(said)}")
    finding = judge(outcome, wanted.trial(SEED, chosen.slug).expect)
    print(f"ending {outcome.ending}, status {outcome.status}, garbled {outcome.report['garbled']}")
    print(f"verdict {finding.verdict}: {finding.message}{finding.trace}")
    print(explain.printed(outcome))


if __name__ == "__main__":
    main(*sys.argv[1:])
