"""The program asks a server, and waits for the answer without a limit."""

import socket


def run(address):
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as connection:
        connection.connect(address)
        connection.sendall(b"?")
        return connection.recv(1)
