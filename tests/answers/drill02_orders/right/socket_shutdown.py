# right: a pair of sockets, shut down for writing at the end
import multiprocessing as mp
import socket

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, source: socket.socket, sink: socket.socket) -> None:
    source.close()
    with sink:
        with sink.makefile("w", encoding="ascii", newline="\n") as amounts:
            for line in book:
                count, _, price, _ = line.split()
                print(int(count) * int(price), file=amounts)
        sink.shutdown(socket.SHUT_WR)


def add(source: socket.socket, sink: socket.socket) -> None:
    sink.close()
    orders = total = 0
    with source, source.makefile("r", encoding="ascii", newline="\n") as amounts:
        for amount in amounts:
            orders += 1
            total += int(amount)
    print(f"{orders} orders, {total} EUR")


def main() -> None:
    source, sink = socket.socketpair()
    with source, sink:
        reader = mp.Process(target=read, args=(BOOK, source, sink), name="reader")
        adder = mp.Process(target=add, args=(source, sink), name="adder")
        reader.start()
        adder.start()
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
