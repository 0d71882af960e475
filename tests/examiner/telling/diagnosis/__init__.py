"""From plain data to sentences: who waits for whom, and what that situation is called.

Says what happened, never what to write.
"""

from examiner.telling.diagnosis.rows import HELD, blocked
from examiner.telling.diagnosis.situations import situation
from examiner.telling.diagnosis.words import ending

__all__ = ["HELD", "blocked", "ending", "situation"]
