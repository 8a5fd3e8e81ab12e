"""Photos that are made to cost time or memory: each is refused soon, and no other session notices."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.photos.decoding import PhotoError, check_photo, decode_photo

ROOT = Path(__file__).parents[2]


def photo(**options):
    stream = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 255, (24, 32, 3), np.uint8)
    Image.fromarray(pixels).resize((640, 480)).save(stream, "JPEG", **options)
    return stream.getvalue()


def after_the_start(added):
    content = photo()
    return content[:2] + added + content[2:]


def hidden_scans():
    """Thousands of scans behind FF02, which a decoder skips within restart intervals; a reader of lengths does not."""
    content = photo(progressive=True, restart_marker_blocks=1).removesuffix(b"\xff\xd9")
    last = content.rindex(b"\xff\xda")
    scan = content[last : last + 14]
    return content + (b"\xff\x02\xff\xff" + scan) * 5_000 + b"\xff\xd9"


HOSTILE = {
    "hidden scans": hidden_scans,
    "filled up between segments": lambda: after_the_start(b"\xff" * (25 * 2**20)),
    "thousands of EXIF segments": lambda: after_the_start((b"\xff\xe1\x1f\xf8Exif\0\0" + bytes(8176)) * 3_500),
}


def refuse(content):
    with pytest.raises(PhotoError) as caught:
        decode_photo(content)
    message = str(caught.value)
    assert message.endswith(".") and "\n" not in message


def seconds_of_workers():
    """Processor time of the workers that have ended; a busy machine does not change it, as it does the clock's."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system counts no processor time")
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("read", [decode_photo, check_photo])
def test_it_takes_at_most_two_seconds_of_a_worker_and_no_time_of_the_server(kind, read):
    content, start, before = HOSTILE[kind](), time.process_time(), seconds_of_workers()
    with suppress(PhotoError):
        read(content)
    assert time.process_time() - start < 0.8
    assert seconds_of_workers() - before < 2 + 1.5  # it also starts


@pytest.mark.slow
def test_other_sessions_go_on_while_workers_are_busy():
    hostile, ordinary = HOSTILE["filled up between segments"](), photo()
    threads = [threading.Thread(target=refuse, args=(hostile,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    meanwhile = 0
    while all(thread.is_alive() for thread in threads):
        decode_photo(ordinary)
        meanwhile += all(thread.is_alive() for thread in threads)
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    assert meanwhile >= 5


MANY_SESSIONS = """
import sys, threading, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from data.photos.decode_memory import return_freed_memory
from data.photos.decoding import decode_photo
return_freed_memory()  # as the server does
content = Path(sys.argv[1]).read_bytes()

def used():
    "Bytes that this process and its workers use alone, and their part of what they share."
    children = [pid for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]
    total = 0
    for pid in ["self", *children]:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total

peak, before, done = 0, used(), threading.Event()

def watch():
    global peak
    while not done.wait(0.02):
        peak = max(peak, used())

watcher = threading.Thread(target=watch)
watcher.start()

def session(_):
    for _ in range(4):
        decode_photo(content, reduce_to=1600)

with ThreadPoolExecutor(30) as threads:
    list(threads.map(session, range(30)))
time.sleep(2.5)
done.set()
watcher.join()
print(before, peak, used())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_thirty_sessions_with_four_large_pictures_each_stay_within_the_budget(tmp_path):
    Image.new("RGB", (4160, 3120), "red").save(tmp_path / "photo", "WEBP", lossless=True)
    assert (tmp_path / "photo").stat().st_size < 1_000
    command = [sys.executable, "-c", MANY_SESSIONS, str(tmp_path / "photo")]
    environment = {**os.environ, "WARDROBE_DECODE_MEMORY": "200"}
    result = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    before, peak, after = map(int, result.stdout.split())
    libraries = 2 * 60 * 10**6  # of two workers
    assert peak - before < 200 * 2**20 + libraries + 60 * 10**6
    assert after - before < libraries
