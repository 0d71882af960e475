"""The program prints a hundred thousand characters, and is right otherwise."""


def run(text):
    print("x" * 100_000)
    return len(text)
