"""Properties that hold for any input: of photos, ZIP files, tables, names and IDX files.

`make test-faults` tries many more examples than `make test`.
"""

import gzip

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app_pages.parts.display import escaped
from data.idx import parse_images, parse_labels
from tests.faults import targets
from tests.faults.records import recording
from wardrobe.folders.names import drawer_named, file_system_name, folder_name

MANY = 40 if recording() else 1
SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def some(examples):
    """Settings for so many examples, and many times as many in `make test-faults`."""
    return settings(max_examples=examples * MANY, derandomize=not recording(), database=None, **SLOW)


@st.composite
def changed(draw, target):
    """A sound file of a target with a few bytes changed, a part left out, repeated or put elsewhere."""
    content = bytearray(draw(st.sampled_from(targets.seeds(target))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.integers(1, 64))
        change = draw(st.sampled_from(("replace", "cut", "repeat", "insert", "end")))
        if change == "replace":
            content[at : at + length] = draw(st.binary(min_size=length, max_size=length))
        elif change == "cut":
            del content[at : at + length]
        elif change == "repeat":
            content[at:at] = content[at : at + length] * draw(st.integers(1, 50))
        elif change == "insert":
            content[at:at] = draw(st.binary(max_size=length))
        else:
            del content[at:]
    return bytes(content)


@pytest.mark.parametrize(("target", "examples"), [("photo", 25), ("archive", 6), ("table", 10), ("idx", 40)])
def test_any_change_of_a_sound_file_is_read_or_refused(target, examples):
    @some(examples)
    @given(changed(target))
    def holds(content):
        targets.TARGETS[target](content)

    holds()


@pytest.mark.parametrize("target", ["photo", "archive", "table", "idx"])
def test_sound_files_pass(target):
    for content in targets.seeds(target):
        targets.TARGETS[target](content)


@some(20)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    for name in ("photo", "idx"):
        targets.TARGETS[name](content)


@some(150)
@given(st.text() | st.lists(st.sampled_from([*"=+-@'\\ \t\r\n\x00a", "\\u000d", "\\u005c", "−"])).map("".join))
def test_any_text_survives_a_cell_of_a_table(text):
    targets.cell(text)


@some(150)
@given(st.text(max_size=200))
def test_any_text_makes_a_name_of_a_file_that_every_system_takes(text):
    name = file_system_name(text)
    assert name == file_system_name(name)
    assert not set(name) & set('<>:"/\\|?*') and name.isprintable() and len(name.encode("utf-8", "replace")) <= 255
    assert name == name.strip(". ") and name not in (".", "..")
    assert name.split(".")[0].rstrip().lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@some(50)
@given(st.text(st.characters(categories=("L", "N", "Zs")), max_size=40))
def test_the_folder_of_any_drawer_is_that_of_the_drawer_it_names(text):
    folder = folder_name(text)
    assert folder == folder_name(drawer_named(folder))


@some(100)
@given(st.text(max_size=100))
def test_any_text_is_one_line_on_a_page(text):
    line = escaped(text)
    assert len(line.splitlines()) <= 1 and line == line.strip()


@some(15)
@given(st.integers(1, 5), st.booleans(), st.data())
def test_idx_files_are_read_back(count, packed, data):
    pixels = data.draw(st.binary(min_size=count * 784, max_size=count * 784))
    labels = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    write = gzip.compress if packed else bytes
    images = write(np.array([0x803, count, 28, 28], ">u4").tobytes() + pixels)
    assert parse_images(images, "images").tobytes() == pixels
    assert parse_labels(write(np.array([0x801, count], ">u4").tobytes() + bytes(labels)), "labels").tolist() == labels
