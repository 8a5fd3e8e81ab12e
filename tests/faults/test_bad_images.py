"""A collection of hostile files, named by BAD_IMAGES_DIR: each is read or refused at a bounded cost."""

import json
import os
import subprocess
import sys

import pytest

from tests.faults.records import ROOT, recording, write_record

# In a process of its own, so that its peak of memory is that of the files.
READ_ALL = """
import json, os, resource, sys, time
from pathlib import Path
from data.messages import UserError
from data.photos import decode_pool
from data.photos.decoding import MAX_BYTES, decode_photo
from data.photos.decode_memory import return_freed_memory

return_freed_memory()  # as the server does

def seconds():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system + workers()

def workers():
    "Processor time of the workers that run."
    total = 0.0
    for worker in decode_pool.POOL._idle:
        fields = Path(f"/proc/{worker._process.pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return total

kills = []
kill = decode_pool._Worker.kill
decode_pool._Worker.kill = lambda worker: (kills.append(worker), kill(worker))[1]
found = {"files": 0, "read": 0, "refused": 0, "faults": [], "worst_seconds": 0.0, "slowest": ""}
files = [path for path in Path(sys.argv[1]).rglob("*") if path.is_file() and path.stat().st_size <= MAX_BYTES]
for path in sorted(files):
    content, before = path.read_bytes(), seconds()
    found["files"] += 1
    try:
        decode_photo(content, reduce_to=1600)
        found["read"] += 1
    except UserError as error:
        found["refused"] += 1
        if "\\n" in str(error) or not str(error).endswith("."):
            found["faults"].append(f"{path.name}: {error}")
    except BaseException as error:
        found["faults"].append(f"{path.name}: {error!r}")
    if (took := seconds() - before) > found["worst_seconds"]:
        found |= {"worst_seconds": took, "slowest": path.name}
found["workers_killed"] = len(kills)
decode_pool.POOL.close()
found["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
found["peak_bytes_of_a_worker"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps(found))
"""


@pytest.mark.slow
@pytest.mark.bad_images
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_every_file_is_read_or_refused_in_bounded_time_and_memory(bad_images_dir):
    command = [sys.executable, "-c", READ_ALL, str(bad_images_dir)]
    result = subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=True, capture_output=True, text=True)
    found = json.loads(result.stdout.splitlines()[-1])
    if recording():
        write_record("photos", found)
    assert found["files"] > 1000 and found["faults"] == []
    assert found["worst_seconds"] < 2 + 1.5, found["slowest"]  # a worker also starts
    assert found["peak_bytes"] < 400e6 and found["peak_bytes_of_a_worker"] < 450e6
