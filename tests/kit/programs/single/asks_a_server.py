"""The program asks a server, and waits for the answer without a limit."""

import socket


def run(host, port):
    with socket.create_connection((host, port)) as connection:
        connection.settimeout(None)
        connection.sendall(b"?")
        return connection.recv(1)
