"""The program handles items without end."""


def run(handle):
    while True:
        handle(0)
