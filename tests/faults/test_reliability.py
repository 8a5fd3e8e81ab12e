"""The document says what the records say, and nothing else."""

import re

import pytest

from tests.faults.reliability import DOCUMENT, SECTIONS, document


def test_the_document_is_the_one_that_its_command_writes():
    assert DOCUMENT.read_text("utf-8") == document()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_record_that_is_missing_is_said_to_be(name):
    title, _, command = SECTIONS[name]
    text = document(lambda _: None)
    assert f"## {title}\n\nThere is no record. `{command}` writes one." in text
    assert not re.search(r"\d+(\.\d+)? (s|MiB)\b", text)
