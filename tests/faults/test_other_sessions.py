"""Visitors who upload files that are made to cost time or memory: the others and the health check do not notice."""

import asyncio
import io
import json
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from tests.browser.driving import ROOT, running_app
from tests.faults import zips
from tests.faults.load import Health, Usage, drawn_photos, listening, quantiles
from tests.faults.records import recording, write_record
from tests.faults.test_hostile_photos import hidden_scans
from tests.faults.visitors import visiting

VISITORS = 30 if recording() else 6
BUDGET = 200  # MiB, of WARDROBE_DECODE_MEMORY
_PATIENCE = 60  # seconds until a session's files and pictures are given back


def large_picture(number):
    """A WebP of a few bytes that decodes to 13 megapixels."""
    stream = io.BytesIO()
    Image.new("RGB", (4160, 3120), (number, 0, 0)).save(stream, "WEBP", lossless=True)
    return stream.getvalue()


@cache
def phone_heic():
    """A HEIC of 12 megapixels, as phones take it."""
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (4032, 3024), "red")).save(stream, quality=30)
    return stream.getvalue()


async def attack(port, times):
    """A visitor with files that are refused or large; their time does not matter."""
    async with visiting(port) as visitor:
        await visitor.run()
        files = hidden_scans(), *map(large_picture, range(3)), phone_heic()
        times["attack"].append(await visitor.upload(*files))


async def unpack(port, content, times):
    """A visitor who imports a ZIP that is made to cost time."""
    async with visiting(port) as visitor:
        visitor.page = "backup"
        await visitor.run()
        await visitor.choose("import-source", 1)
        await visitor.upload(content, key="import-zip", suffix=".zip")
        times["attack"].append(await visitor.press("import"))


async def ordinary(port, photos, times, attacks):
    """A visitor who sorts a photo after another while the attacks go on."""
    async with visiting(port) as visitor:
        await visitor.run()
        for photo in photos:
            times["upload_to_answer"].append(await visitor.upload(photo))
            times["rerun"].append(await visitor.run())
            if all(task.done() for task in attacks):
                break


async def photos_and_zips(port, photos, times):
    attacks = [asyncio.create_task(attack(port, times)) for _ in range(VISITORS)]
    zips_to_import = zips.photos(5_000, 450), zips.costly_photos(20, hidden_scans())
    attacks += [asyncio.create_task(unpack(port, content, times)) for content in zips_to_import]
    await ordinary(port, photos, times, attacks)
    await asyncio.gather(*attacks)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_other_visitors_and_the_health_check_are_answered(tmp_path):
    times = {"attack": [], "upload_to_answer": [], "rerun": []}
    settings = {"WARDROBE_STORAGE": "session", "WARDROBE_DECODE_MEMORY": str(BUDGET)}
    settings["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = "1"
    with running_app(tmp_path / "home", **settings) as address:
        port = int(address.rpartition(":")[2])
        usage = Usage(listening(port))
        before, health = usage.now(), Health(port)
        asyncio.run(photos_and_zips(port, drawn_photos(40), times))
        answers = health.stop()
        end = time.monotonic() + _PATIENCE
        while usage.now() > before + 150e6 and time.monotonic() < end:
            time.sleep(1)
        after, peak = usage.now(), usage.stop()
        stopping = time.monotonic()
    stopped = time.monotonic() - stopping
    if recording():
        found = {"visitors": VISITORS, "seconds": {name: quantiles(one) for name, one in times.items()}}
        found |= {"health_seconds": quantiles(answers), "seconds_to_stop": stopped}
        write_record("attacks", found | {"memory_bytes": {"before": before, "peak": peak, "after": after}})
    assert len(times["attack"]) == VISITORS + 2
    assert quantiles(times["upload_to_answer"])["p50"] < quantiles(times["attack"])["p50"]
    assert quantiles(answers)["p95"] < 1.0
    libraries = 2 * 60e6  # of two workers
    assert peak - before < BUDGET * 2**20 + libraries + VISITORS * 10e6 + 150e6
    assert stopped < 15


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [hidden_scans, lambda: large_picture(0), phone_heic], ids=["hidden scans", "large picture", "HEIC"]
)
def test_the_command_line_reads_or_refuses_such_a_file_soon(make, tmp_path):
    (tmp_path / "photo").write_bytes(make())
    command = [sys.executable, "-m", "wardrobe", "classify", "--json", str(tmp_path / "photo")]
    environment = {**os.environ, "WARDROBE_RUNTIME": "litert"}
    before = os.times()
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    after = os.times()
    line = json.loads(result.stdout)
    assert result.returncode == int(line["outcome"] == "error") and Path(line["file"]).name == "photo"
    assert after.children_user + after.children_system - before.children_user - before.children_system < 8
