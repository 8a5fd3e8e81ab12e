"""Writers that are killed at any moment: what was reported as saved is there, and the wardrobe is sound."""

import random
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.faults.records import ROOT, recording, write_record
from wardrobe.__main__ import main
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

KILLS = 40 if recording() else 4

# Adds photos and reports each one after it was saved, until it is killed.
WRITER = """
import sys
import numpy as np
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
wardrobe = Wardrobe(Settings.from_environment())
rng = np.random.default_rng(int(sys.argv[1]))
photos = [jpeg(rng.integers(0, 255, (40, 30, 3), np.uint8)) for _ in range(400)]
print("ready", flush=True)
for number, photo in enumerate(photos):
    item = wardrobe.add(photo, f"{number}.jpg", drawer="Bag")
    print(item.sha256, flush=True)
    if number % 5 == 4:
        wardrobe.delete([item.id])
        wardrobe.change([item.id], notes="x" * 1000)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_that_was_reported_as_saved_is_lost():
    rng = random.Random(0)
    reported = set()
    for number in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(number)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout.readline() == "ready\n"
        # Some items, whatever time they take here; then in the middle of something.
        lines = [writer.stdout.readline() for _ in range(rng.randint(1, 6))]
        time.sleep(rng.uniform(0.0, 0.1))
        writer.kill()
        reported |= {line.strip() for line in [*lines, *writer.stdout] if len(line) == 65}
        writer.wait()
    opened = Wardrobe(Settings.from_environment())
    assert opened.database_problem() is None
    known = opened.known(reported)
    lost = reported - set(known)
    unreadable = 0
    for item_id in known.values():
        item = opened.get(item_id)
        unreadable += not np.asarray(bytearray(opened.photos.read(item, sound=True))).size
    opened.close()
    assert main(["check"]) == 0
    if recording():
        found = {"kills": KILLS, "reported": len(reported), "lost": len(lost), "unreadable": unreadable}
        write_record("kills", found)
    assert len(reported) > KILLS and not lost and not unreadable
