"""A question and its answer are written before the event that tells of them."""

import multiprocessing as mp


def reply(asked, answered, question, answer):
    asked.wait()
    answer.value = question.value + 1
    answered.set()


if __name__ == "__main__":
    asked, answered = mp.Event(), mp.Event()
    question, answer = mp.Value("i", 0), mp.Value("i", 0)
    replier = mp.Process(target=reply, args=(asked, answered, question, answer))
    replier.start()
    question.value = 41
    asked.set()
    answered.wait()
    print(answer.value)
    replier.join()
