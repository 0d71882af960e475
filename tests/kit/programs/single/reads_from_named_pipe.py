"""The program waits for a named pipe that it has opened, in one of several ways."""

import multiprocessing.connection
import os
import select
import selectors


def run(path, how):
    pipe = os.open(path, os.O_RDONLY)
    if how == "read":
        os.read(pipe, 1)
    elif how == "select":
        select.select([pipe], [], [])
    elif how == "epoll":
        with selectors.EpollSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            selector.select()
    elif how == "connection.wait":
        multiprocessing.connection.wait([pipe])
