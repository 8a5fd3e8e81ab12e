"""The document says what the records say, and nothing else."""

import re

import pytest

from tests.faults.records import recording
from tests.faults.reliability import DOCUMENT, SECTIONS, document


@pytest.mark.skipif(recording(), reason="make reliability writes it after make test-faults")
def test_the_document_is_the_one_that_its_command_writes():
    assert DOCUMENT.read_text("utf-8") == document()


def test_a_run_beside_other_programs_is_said_to_be_one():
    record = {"processor": "x", "cores": 2, "python": "3", "date": "2026-01-01"}
    found = {"kills": 1, "reported": 1, "lost": 0, "unreadable": 0}

    def read(name, busy):
        return record | {"busy": busy, "found": found} if name == "kills" else None

    assert "The load average was 9 before" in document(lambda name: read(name, 9.0))
    assert "Other programs" not in document(lambda name: read(name, 0.4))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_record_that_is_missing_is_said_to_be(name):
    title, _, command = SECTIONS[name]
    text = document(lambda _: None)
    assert f"## {title}\n\nThere is no record. `{command}` writes one." in text
    assert not re.search(r"\d+(\.\d+)? (s|MiB)\b", text)
