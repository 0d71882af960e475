"""One model of what the processes of a program did; every picture and table is drawn from it.

model      what a chronicle is made of: plain, frozen data
lanes      one a process, and one a thread of it that has something to tell
happened   log entries to events on lanes
things     the queues, pipes and locks that the events are about
links      which put came out at which get, who started whom, who saw whom exit
depths     how full a bounded queue was
waits      the waits that never ended, who waits for whom, and who waits in a circle
"""

from examiner.telling.chronicle.making import chronicle
from examiner.telling.chronicle.model import Chronicle, Event, Lane, Wait

__all__ = ["Chronicle", "Event", "Lane", "Wait", "chronicle"]
