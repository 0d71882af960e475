"""A message broker of a trial's own, what it holds, and what passes between it and its clients.

It runs below the trial's first process, as a program that talks to that by lines of JSON: so no
scene has a connection, or a thread of a client's, when it starts the answer's processes.
"""
