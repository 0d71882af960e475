"""What a phase has to hand: the console, the clock, the journal, the exercise and its material."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examiner.catalog import Exercise
from examiner.facts.files import Unreadable, read_typed, write_whole
from interview.clock import PHASES, Clock, Phase, remaining, stopwatch
from interview.console import Alarm, Console, Left
from interview.journal import CannotSave, Journal
from interview.material import Content
from interview.state import State

GO_ON = "done"
"""The word that ends a phase, or an answer."""

LEAVES = ("exit", "quit", "q")
"""Words of somebody who wants to leave."""


@dataclass
class Room:
    """One interview that is being held."""

    console: Console
    clock: Clock
    journal: Journal
    state: State
    exercise: Exercise
    content: Content
    folder: Path

    @property
    def answer(self) -> Path:
        """The candidate's file: the session's own, never the one in exercises/."""
        return self.folder / f"{self.exercise.slug}.py"

    def record(self, kind: str, **data: Any) -> None:
        """Save that something has happened, and take it into the state."""
        self.state.apply(self.journal.append(kind, self.clock.elapsed, **data))

    @property
    def phase(self) -> Phase:
        """The phase that is being held."""
        return next(phase for phase in PHASES if phase.key == self.state.phase)

    @property
    def left(self) -> float:
        """Seconds left of this phase; negative when it is over."""
        spent = self.clock.elapsed - self.state.entered
        return self.phase.budget(self.state.minutes) - spent

    def code(self) -> str:
        """Return what stands in the candidate's file, nothing if it cannot be read."""
        try:
            return read_typed(self.answer).decode("utf-8", "replace")
        except Unreadable:
            return ""

    def put_starter(self) -> bool:
        """Put a fresh starter where the candidate works, unless a file is there already."""
        if self.answer.exists():
            return False
        write_whole(self.answer, self.exercise.starter_text())
        return True

    def ask(self, label: str = "") -> str:
        """Ask for one line, with what is left of the phase in the prompt; nudge when it is over."""
        alarm = None
        if self.phase.key not in self.state.nudged:
            if self.left <= 0:
                self._nudge()
            else:
                alarm = Alarm(self.left, self._nudge)
        return self.console.ask(lambda: self._prompt(label), alarm).strip()

    def _prompt(self, label: str) -> str:
        what = f"{label} " if label else ""
        return f"[{self.phase.title}, {remaining(self.left)}] {what}> "

    def _nudge(self) -> None:
        phase = self.phase
        try:
            self.record("nudge", phase=phase.key)
        except CannotSave:
            self.state.nudged.add(phase.key)  # the next line that is typed will say so
        minutes = stopwatch(phase.budget(self.state.minutes))
        self.console.say(
            f"Time for {phase.title.lower()} is up: it had {minutes} minutes. Nobody stops you; "
            f"`{GO_ON}` goes on.",
            colour="yellow",
        )

    def lines(self, help_text: str, label: str = "") -> Iterator[str]:
        """Yield what the candidate says, line by line, until `done`."""
        while (text := self.ask(label)).lower() != GO_ON:
            if not self.answers_itself(text, help_text):
                yield text

    def answers_itself(self, text: str, help_text: str) -> bool:
        """Deal with what may be typed at any moment: nothing, `time`, `help`, a wish to leave."""
        word = text.lower()
        if word == "time":
            self.show_time()
        elif word in ("help", "?"):
            self.console.say(help_text)
        elif word in LEAVES and self.confirms("Leave? You can go on later, where you are."):
            raise Left(f"{word} was typed")
        return word in ("", "time", "help", "?", *LEAVES)

    def confirms(self, question: str = "") -> bool:
        """Ask until the candidate says yes or no."""
        if question:
            self.console.say(question)
        while True:
            word = self.ask("yes or no").lower()
            if word in ("y", "yes"):
                return True
            if word in ("n", "no", GO_ON):
                return False
            self.answers_itself(word, "Type yes or no.")

    def show_time(self) -> None:
        """Print how long each phase took, and what it should take."""
        for phase in PHASES:
            budget = stopwatch(phase.budget(self.state.minutes))
            if phase.key in self.state.spent:
                took = f"took {stopwatch(self.state.spent[phase.key])}"
            elif phase.key == self.state.phase:
                took = f"now, {remaining(self.left)}"
            else:
                took = "to come"
            self.console.line(f"  {phase.title:<16}  {budget:>6}  {took}")
        self.console.line(f"  The interview has taken {stopwatch(self.clock.elapsed)} so far.")
