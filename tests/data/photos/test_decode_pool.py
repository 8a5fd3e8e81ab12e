import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.messages import UserError
from data.photos import decode_pool, decoding
from data.photos.decode_memory import BusyError, MemoryBudget
from data.photos.decode_pool import CostlyError, CrashedError, DecodePool
from data.photos.decode_protocol import CHECK, DECODE
from data.photos.decoding import PhotoError, decode_here, decode_photo
from data.photos.turns import Turns

ROOT = Path(__file__).parents[3]


@pytest.fixture
def pool():
    made = DecodePool(size=1, budget=MemoryBudget(2**30))
    yield made
    made.close()


@pytest.fixture(scope="module")
def webp():
    return content_of((40, 30))


def content_of(size, format="WEBP"):
    import io

    stream = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 255, (size[1] // 10, size[0] // 10, 3), np.uint8)
    Image.fromarray(pixels).resize(size).save(stream, format)
    return stream.getvalue()


def worker_of(pool):
    [worker] = pool._idle
    return worker._process


@pytest.mark.parametrize("shared", [True, False])
def test_a_worker_returns_what_this_process_would(pool, monkeypatch, shared):
    if not shared:
        monkeypatch.setattr(decode_pool, "share_memory", lambda: None)
    for size in ((40, 30), (900, 700)):
        content = content_of(size)
        expected = decode_here(content, 800, lambda needed: None)
        picture = pool.run(DECODE, content, 800)
        assert (picture == expected).all() and picture.dtype == np.uint8
        assert picture.flags.writeable == expected.flags.writeable


def test_a_picture_larger_than_the_shared_memory_is_returned_too(pool):
    assert pool.run(DECODE, content_of((3200, 3100)), 4000).shape == (3100, 3200, 3)


def test_one_worker_serves_many_photos(pool, webp):
    pool.run(DECODE, webp, 800)
    first = worker_of(pool).pid
    assert pool.run(CHECK, webp) is None
    pool.run(DECODE, webp, 800)
    assert worker_of(pool).pid == first


def test_a_refusal_keeps_its_message_and_the_worker(pool, webp):
    large = content_of((10_010, 10))
    for _ in range(2):
        with pytest.raises(UserError, match="10,010×10 pixels; the limit is 10,000 a side"):
            pool.run(DECODE, large, 800)
    assert worker_of(pool).poll() is None


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system counts no processor time")
def test_a_worker_is_killed_after_two_seconds_of_processor_time_and_replaced(pool, webp):
    photo = content_of((40, 30), "JPEG")
    endless = photo[:2] + b"\xff" * (25 * 2**20) + photo[2:]  # Pillow reads these bytes one by one
    with pytest.raises(CostlyError):
        pool.run(DECODE, endless, 800)
    assert pool._idle == []
    assert pool.run(DECODE, webp, 800).shape == (30, 40, 3)


def test_a_worker_is_killed_when_the_clock_says_so(pool, webp, monkeypatch):
    pool.run(DECODE, webp, 800)
    os.kill(worker_of(pool).pid, signal.SIGSTOP)
    monkeypatch.setattr(decode_pool, "WALL_SECONDS", 0.2)
    with pytest.raises(CostlyError):
        pool.run(DECODE, webp, 800)


def test_a_worker_that_crashes_makes_the_photo_damaged(pool, webp, monkeypatch):
    pool.run(DECODE, webp, 800)
    process = worker_of(pool)
    os.kill(process.pid, signal.SIGSTOP)
    threading.Timer(0.2, lambda: (process.send_signal(signal.SIGSEGV), process.send_signal(signal.SIGCONT))).start()
    with pytest.raises(CrashedError):
        pool.run(DECODE, webp, 800)
    assert pool.run(DECODE, webp, 800).shape == (30, 40, 3)


def test_a_worker_that_ended_of_itself_is_replaced(pool, webp, monkeypatch):
    pool.run(DECODE, webp, 800)
    process = worker_of(pool)
    process.kill()
    process.wait()
    assert pool.run(DECODE, webp, 800).shape == (30, 40, 3)
    assert worker_of(pool).pid != process.pid


def test_a_photo_that_takes_too_much_memory_is_refused(pool, webp):
    """Most of the address space that the worker may use is taken from it."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system cannot limit another process")
    large = content_of((3000, 2500))
    assert pool.run(DECODE, large, 800).shape == (667, 800, 3)
    pid = worker_of(pool).pid
    used = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.prlimit(pid, resource.RLIMIT_AS, (used, used))
    with pytest.raises((CostlyError, CrashedError, UserError)):
        pool.run(DECODE, content_of((5000, 4000)), 800)


def test_no_more_than_the_workers_run_at_once():
    pool = DecodePool(size=2, budget=MemoryBudget(2**30))
    try:
        with ThreadPoolExecutor(8) as threads:
            pictures = list(threads.map(lambda _: pool.run(DECODE, content_of((40, 30)), 800), range(40)))
        assert len(pictures) == 40 and len(pool._idle) <= 2
    finally:
        pool.close()


def test_too_many_photos_that_wait_are_refused(pool, webp, monkeypatch):
    monkeypatch.setattr(decode_pool, "_MOST_WAITING", 0)
    with pytest.raises(BusyError):
        pool.run(DECODE, webp, 800)
    monkeypatch.setattr(decoding, "POOL", pool)
    with pytest.raises(PhotoError, match="other pictures keep the computer busy"):
        decode_photo(webp)


def test_a_worker_that_does_not_start_is_no_crash(pool, webp, monkeypatch):
    monkeypatch.setattr(decode_pool.sys, "executable", "/no/such/python")
    with pytest.raises(BusyError):
        pool.run(DECODE, webp, 800)


def test_a_photo_waits_for_its_memory(webp):
    budget = MemoryBudget(100)
    pool = DecodePool(size=1, budget=budget)
    try:
        with ThreadPoolExecutor(1) as threads:
            with budget.taking(100):
                picture = threads.submit(pool.run, DECODE, webp, 800)
                time.sleep(0.5)
                assert not picture.done()
            assert picture.result(20).shape == (30, 40, 3)
    finally:
        pool.close()


def test_a_photo_in_a_worker_keeps_no_core_from_other_threads(webp):
    turns, budget = Turns(1), MemoryBudget(100)
    pool = DecodePool(size=1, budget=budget)

    def decode():
        with turns.taking():
            return pool.run(DECODE, webp, 800)

    try:
        with ThreadPoolExecutor(1) as threads:
            with budget.taking(100):
                picture = threads.submit(decode)
                time.sleep(0.3)
                with turns.taking():
                    assert not picture.done()
            assert picture.result(60).shape == (30, 40, 3)
    finally:
        pool.close()


PARENT = """
import sys, time
from pathlib import Path
from data.photos.decode_pool import POOL
from data.photos.decoding import decode_photo
decode_photo(Path(sys.argv[1]).read_bytes())
print(POOL._idle[0]._process.pid, flush=True)
if sys.argv[2:]: time.sleep(60)
"""


def is_gone(pid):
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("killed", [True, False])
def test_a_worker_ends_with_the_process_that_started_it(tmp_path, webp, killed):
    (tmp_path / "photo").write_bytes(webp)
    command = [sys.executable, "-c", PARENT, str(tmp_path / "photo"), *(["stay"] if killed else [])]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        worker = int(process.stdout.readline())
        if killed:
            process.kill()
    assert is_gone(worker)


def test_a_worker_does_not_know_where_the_wardrobe_is(pool, webp, monkeypatch):
    monkeypatch.setenv("WARDROBE_DATABASE_URL", "postgresql://somebody:secret@somewhere/wardrobe")
    pool.run(DECODE, webp, 800)
    environment = Path(f"/proc/{worker_of(pool).pid}/environ")
    if not environment.exists():
        pytest.skip("needs /proc")
    assert b"secret" not in environment.read_bytes()
