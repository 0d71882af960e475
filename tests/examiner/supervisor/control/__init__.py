"""Controlled schedules: who goes next, as the examiner wants it.

Exactly one entity, a thread of one of a trial's processes, goes on from one operation on something
shared to its next. At each such point a strategy chooses who.

    shrinking    a failing schedule with as few deviations as still fail
    staying      the plain schedule, and what another one does otherwise
    strategies   how to choose, from a seed
    schedule     what was chosen, as a file, and the way back
    points       the vocabulary
"""
