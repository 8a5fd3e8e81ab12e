import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.errors import DataError
from data.photos import decode_memory
from data.photos.decode_memory import BusyError, MemoryBudget, budget_bytes, memory_limit


def test_pictures_that_need_much_memory_wait_for_each_other():
    budget, together = MemoryBudget(100), []

    def decode(amount):
        with budget.taking(amount):
            together.append(budget.used)
            time.sleep(0.01)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decode, [40] * 8 + [500]))
    assert set(together) <= {40, 80, 100} and 100 in together
    assert budget.used == 0


def test_a_photo_that_waits_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(decode_memory, "PATIENCE", 0.05)
    budget = MemoryBudget(100)
    with budget.taking(80), pytest.raises(BusyError), budget.taking(30):
        pass
    with budget.taking(100):
        assert budget.used == 100


def hold(budget, amount, until, name, order):
    with budget.taking(amount):
        order.append(name)
        until.wait(5)


def started(target, *arguments):
    thread = threading.Thread(target=target, args=arguments)
    thread.start()
    time.sleep(0.05)
    return thread


@pytest.mark.parametrize(("seconds", "expected"), [(10.0, ["small", "large"]), (0.0, ["large", "small"])])
def test_small_pictures_overtake_a_large_one_but_not_for_ever(monkeypatch, seconds, expected):
    monkeypatch.setattr(decode_memory, "_OVERTAKING", seconds)
    budget, order, first, others = MemoryBudget(100), [], threading.Event(), threading.Event()
    others.set()
    threads = [
        started(hold, budget, 50, first, "first", order),
        started(hold, budget, 100, others, "large", order),
        started(hold, budget, 20, others, "small", order),
    ]
    first.set()
    for thread in threads:
        thread.join()
    assert order == ["first", *expected]


def test_memory_is_given_back_after_the_last_photo(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(decode_memory, "_IDLE", 0.01)
    budget = MemoryBudget(100)
    monkeypatch.setattr(budget, "_release", released.set)
    with budget.taking(10):
        assert not released.wait(0.05)
    assert released.wait(5)


def test_the_setting_decides_the_budget(monkeypatch):
    monkeypatch.setenv("WARDROBE_DECODE_MEMORY", "200")
    assert MemoryBudget().limit == 200 * 2**20


@pytest.mark.parametrize("setting", ["much", "0", "-5", "1.5", "²"])
def test_a_setting_that_is_no_number_is_refused(monkeypatch, setting):
    monkeypatch.setenv("WARDROBE_DECODE_MEMORY", setting)
    with pytest.raises(DataError, match="expected a whole number of MiB above 0"):
        budget_bytes()


@pytest.mark.parametrize(("limit", "mebibytes"), [("724566016", 172), ("100000000", 128), ("max", 256)])
def test_without_the_setting_the_budget_is_a_quarter_of_the_containers_limit(monkeypatch, tmp_path, limit, mebibytes):
    monkeypatch.delenv("WARDROBE_DECODE_MEMORY", raising=False)
    (tmp_path / "memory.max").write_text(limit + "\n")
    monkeypatch.setattr(decode_memory, "_CONTAINER_LIMITS", (tmp_path / "missing", tmp_path / "memory.max"))
    monkeypatch.setattr(decode_memory.os, "sysconf", lambda name: 2**12 if name == "SC_PAGE_SIZE" else 2**22)
    assert memory_limit() == (2**34 if limit == "max" else int(limit))
    assert budget_bytes() // 2**20 == mebibytes
