"""The program reads a line from a named pipe."""


def run(path):
    with open(path) as pipe:
        return pipe.readline()
