import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.photos.turns import Turns, giving_up_the_turn


def test_no_more_than_so_many_threads_work_at_once():
    turns, at_work, most = Turns(2), [], []

    def work(_):
        with turns.taking():
            at_work.append(1)
            most.append(len(at_work))
            time.sleep(0.01)
            at_work.pop()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(30)))
    assert max(most) == 2


def test_threads_work_in_the_order_in_which_they_came():
    turns, worked = Turns(1), []

    def work(number):
        with turns.taking():
            worked.append(number)

    with ThreadPoolExecutor(20) as threads:
        with turns.taking():
            for number in range(20):
                threads.submit(work, number)
                while len(turns._waiting) <= number:
                    time.sleep(0.001)
        # One that comes now would be served before those who wait, if the turn that is free were simply taken.
        work(20)
    assert worked == list(range(21))


def test_a_thread_that_waits_for_something_else_lets_another_work():
    turns, other_worked, waits = Turns(1), threading.Event(), threading.Event()

    def wait():
        with turns.taking(), giving_up_the_turn():
            waits.set()
            assert other_worked.wait(10)

    with ThreadPoolExecutor(2) as threads:
        waiting = threads.submit(wait)
        assert waits.wait(10)
        with turns.taking():
            other_worked.set()
        waiting.result(10)
    with turns.taking():  # it is free again, once
        assert len(turns._ends) == 1


def test_without_a_turn_there_is_none_to_give_up():
    turns = Turns(1)
    with giving_up_the_turn(), turns.taking():
        pass
    with turns.taking():
        pass
    with giving_up_the_turn(), turns.taking():
        assert len(turns._ends) == 1


def test_an_error_gives_the_turn_back():
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.taking(), giving_up_the_turn():
        1 / 0  # noqa: B018
    assert not turns._ends


def test_a_turn_that_is_held_for_long_stops_nobody():
    turns, started, over = Turns(1, lease=0.05), threading.Event(), threading.Event()

    def long():
        with turns.taking():
            started.set()
            assert over.wait(10)

    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(long)
        assert started.wait(10)
        with turns.taking():
            over.set()
        working.result(10)
    assert not turns._ends


def test_a_thread_that_waits_gives_up_all_of_its_turns():
    pages, photos = Turns(1), Turns(1)
    with pages.taking(), photos.taking():
        with giving_up_the_turn(), ThreadPoolExecutor(1) as threads:
            threads.submit(lambda: pages._give_back(pages._take())).result(10)
            threads.submit(lambda: photos._give_back(photos._take())).result(10)
        assert len(pages._ends) == len(photos._ends) == 1
    assert not pages._ends and not photos._ends
