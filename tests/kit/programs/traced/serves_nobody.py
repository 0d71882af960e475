"""A server waits for a connection from anywhere.

methods: fork
deadline: 1.5
ending: deadline
code: 1
possible: network
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as server:
    server.accept()
