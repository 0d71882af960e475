"""A server waits for a connection that comes late.

methods: fork
"""

import socket
import threading
import time


def connect(port):
    time.sleep(1.4)
    socket.create_connection(("127.0.0.1", port)).close()


with socket.create_server(("127.0.0.1", 0)) as server:
    threading.Thread(target=connect, args=(server.getsockname()[1],)).start()
    connection, _ = server.accept()
    connection.close()
print("served")
