"""It looks at a flag without a pause until another process has set it: no good idea, but right."""

import multiprocessing as mp


def tell(flag):
    flag.value = 1


if __name__ == "__main__":
    flag = mp.RawValue("i", 0)
    teller = mp.Process(target=tell, args=(flag,))
    teller.start()
    while flag.value == 0:
        pass
    teller.join()
    print("told")
