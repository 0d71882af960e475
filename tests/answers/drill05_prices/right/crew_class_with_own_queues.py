"""A context manager hires a crew of Process subclasses with fresh queues, and sees it home with marks."""

import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


class Converter(mp.Process):
    def __init__(self, name, rate, prices, converted):
        super().__init__(name=name)
        self.rate, self.prices, self.converted = rate, prices, converted

    def run(self):
        for price in iter(self.prices.get, None):
            self.converted.put(price * self.rate)


class Crew:
    def __init__(self, day, rate):
        self.prices, self.converted = mp.Queue(), mp.Queue()
        self.converters = [
            Converter(f"{day} {n}", rate, self.prices, self.converted) for n in range(3)
        ]

    def __enter__(self):
        for converter in self.converters:
            converter.start()
        return self

    def __exit__(self, *exc_info):
        for _ in self.converters:
            self.prices.put(None)
        for converter in self.converters:
            converter.join()
        for queue in (self.prices, self.converted):
            queue.close()
            queue.join_thread()

    def convert(self, prices):
        for price in prices:
            self.prices.put(price)
        return [self.converted.get() for _ in prices]


def main():
    for day, rate in RATES.items():
        with Crew(day, rate) as crew:
            amounts = crew.convert(PRICES)
        print(f"{day}: {len(amounts)} prices, {sum(amounts)}")


if __name__ == "__main__":
    main()
