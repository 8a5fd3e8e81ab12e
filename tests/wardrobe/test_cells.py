import csv
import io
import os
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wardrobe.cells import cell_text, safe_cell

_INVISIBLE = ["\r", "\n", "\t", " ", "\x1b", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "\u3000", "'", "\\u000d"]
# Any bytes but / and NUL are a file's name on Linux; on Windows any UTF-16 units are, lone surrogates too.
_NAMES = st.one_of(
    st.binary(min_size=1, max_size=40).map(lambda name: os.fsdecode(name.replace(b"/", b"").replace(b"\0", b""))),
    st.text(st.characters(exclude_characters="/\0"), max_size=40),
    st.builds(
        lambda before, start, rest: "".join(before) + start + rest,
        st.lists(st.sampled_from(_INVISIBLE), max_size=4),
        st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "﹦1", "x"]),
        st.text(max_size=5),
    ),
)


def written_and_read(cell):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(["before", cell, "after"])
    [[_, read, _]] = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    return read


@settings(deadline=None)
@given(_NAMES)
@example("x\r=1+1.jpg")
@example("\\u000d")
@example("\\u005cu000d\r")
@example("'=1")
@example("b\udcff.png")
@example("\ud800")
@example("\\udcff\\x41\\u0041")
def test_every_name_is_read_back_from_its_cell(name):
    cell = written_and_read(safe_cell(name))
    assert cell_text(cell) == name
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in cell)
    shown = "".join(c for c in cell if not c.isspace() and unicodedata.category(c) != "Cf")
    assert not unicodedata.normalize("NFKC", shown[:1]).startswith(("=", "+", "-", "@"))
    cell.encode("utf-8")


@pytest.mark.parametrize(
    "name", ["a.jpg", "Größe 🧵.jpg", "q\",;'.jpg", "a\\b.jpg", "\\users\\u0041.jpg", "", "2024-05"]
)
def test_ordinary_names_stay_as_they_are(name):
    assert safe_cell(name) == name


@pytest.mark.parametrize("cell", ["\\udcff.png", "'=1+1", "'\t@x"])
def test_cells_of_earlier_versions_are_read(cell):
    assert cell_text(cell) == {"\\udcff.png": "\udcff.png", "'=1+1": "=1+1", "'\t@x": "\t@x"}[cell]


def test_line_breaks_of_notes_are_kept_as_line_feeds():
    assert safe_cell("=a\r\nb\rc\td\n", keep_lines=True) == "'=a\nb\nc\\u0009d\n"
