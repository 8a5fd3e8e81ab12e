"""`wardrobe.csv`: a row for every photo, which spreadsheets may save again."""

import csv

import pytest

from data.labels import CLASS_NAMES
from tests.wardrobe.folders.greys import COAT, UNSURE, Greys, contents, sort, table, targets
from wardrobe.folders import folder_sort
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.folders.sort_log import COLUMNS
from wardrobe.store.errors import WardrobeError


def test_the_table_has_a_row_for_every_photo_and_a_column_for_every_class(photo, source, wardrobe):
    photo("b.png", COAT), photo("a/z.png", UNSURE)
    (source / "broken.jpg").write_bytes(b"no picture")
    sort(source, wardrobe)
    rows = table(wardrobe)
    assert list(rows[0]) == [*COLUMNS, *CLASS_NAMES]
    assert [row["file"] for row in rows] == ["a/z.png", "b.png", "broken.jpg"]
    assert rows[1]["label"] == "Coat" and float(rows[1]["Coat"]) == pytest.approx(0.91)
    assert "not a picture" in rows[2]["error"] and rows[2]["target"] == rows[2]["Coat"] == rows[2]["sha256"] == ""


def test_own_classes_are_folders_and_columns_whatever_their_names(photo, source, wardrobe):
    photo("x.png", 0), photo("y.png", 25)
    own = Greys(class_names=("file", "=Winter/Kids"))
    rows = sort(source, wardrobe, own)
    assert sort(source, wardrobe, own) == rows
    assert (wardrobe / "file/x.png").is_file() and (wardrobe / "=winter-kids/y.png").is_file()
    assert (wardrobe / "wardrobe.csv").read_text("utf-8").startswith(",".join([*COLUMNS, "file", "'=Winter/Kids"]))


def test_rows_of_a_model_with_other_classes_keep_their_columns(photo, source, wardrobe):
    photo("x.png", COAT)
    sort(source, wardrobe, move=True)
    photo("y.png", 0)
    for _ in range(2):
        sort(source, wardrobe, Greys("own/1", class_names=("Polo",)))
        assert list(table(wardrobe)[0]) == [*COLUMNS, "Polo", *CLASS_NAMES]
        assert [row["Coat"] for row in table(wardrobe)] == ["0.91", ""]


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", "{header}\nx.png,sorted,Coat,0.9,../x.png,,m/1,0\n", "{header}\nx\0,error,,,,x,m/1,\n", "\xff"],
)
def test_a_table_that_is_not_a_log_is_not_overwritten(photo, source, wardrobe, text):
    photo("x.png", COAT)
    wardrobe.mkdir()
    content = text.format(header=",".join(COLUMNS)).encode("latin-1")
    (wardrobe / "wardrobe.csv").write_bytes(content)
    with pytest.raises(WardrobeError, match=r"wardrobe\.csv is not a table that this command wrote"):
        sort(source, wardrobe)
    assert contents(wardrobe) == {"wardrobe.csv": content}


HOSTILE = [
    *("=1+1.png", "'=1.png", " @x.png", "-2.png", "a\nb.png", 'q",.png', "ü.png", "\\udcff.png", "b\udcff.png"),
    *("x\r=1+1.png", "\r@x.png", "\ufeff=1.png", "\u200b+1.png", "\x1b[2J.png", "\\u000d.png", "e\u2028=1.png"),
]


def test_hostile_names_are_kept_and_no_cell_is_a_formula(photo, source, wardrobe):
    for name in HOSTILE:
        photo(name, COAT)
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    assert {path.name for path in (wardrobe / "coat").iterdir()} == set(HOSTILE)
    assert sort(source, wardrobe) == rows and contents(wardrobe) == before
    assert (
        targets(wardrobe)["b\\udcff.png"] == "coat/b\\udcff.png" and targets(wardrobe)["'=1+1.png"] == "coat/=1+1.png"
    )
    cells = [cell for row in table(wardrobe) for cell in row.values()]
    assert not [cell for cell in cells if cell.strip("\ufeff\u200b \r\n").startswith(("=", "+", "-", "@"))]
    assert len((wardrobe / "wardrobe.csv").read_bytes().splitlines()) == len(HOSTILE) + 1
    again = Greys()
    sort(source, wardrobe, again)
    assert again.asked == 0


def saved_by_excel(path, delimiter=";", decimal=",", end="\r\n", backslashes=False):
    """Rewrites a table as Excel does in a country with a decimal comma."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *lines = csv.reader(stream)
    numbers = [number for number, name in enumerate(header) if name == "confidence" or number >= len(COLUMNS)]
    for line in lines:
        for number in numbers:
            line[number] = line[number].replace(".", decimal)
        if backslashes:
            line[0], line[4] = line[0].replace("/", "\\"), line[4].replace("/", "\\")
        while line and not line[-1]:
            line.pop()
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows([header, *lines, []])
        stream.write(delimiter * len(header) + end)


@pytest.mark.parametrize("backslashes", [False, True])
@pytest.mark.parametrize(("delimiter", "decimal"), [(";", ","), ("\t", ","), (",", ".")])
def test_a_table_that_a_spreadsheet_saved_is_read_back(photo, source, wardrobe, delimiter, decimal, backslashes):
    photo("a/x.png", COAT), photo("y.png", UNSURE)
    (source / "broken.jpg").write_bytes(b"no picture")
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    saved_by_excel(wardrobe / "wardrobe.csv", delimiter, decimal, backslashes=backslashes)
    again = Greys()
    assert sort(source, wardrobe, again) == rows and again.asked == 0
    assert contents(wardrobe) == before


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_table_in_another_encoding_is_read_back(photo, source, wardrobe, encoding):
    photo("Größe.png", COAT)
    if encoding == "utf-16":
        photo("платье.png", COAT, variant=1)
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    path = wardrobe / "wardrobe.csv"
    path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))
    again = Greys()
    assert sort(source, wardrobe, again) == rows and again.asked == 0 and contents(wardrobe) == before


def test_the_line_with_excels_separator_is_ignored(photo, source, wardrobe):
    photo("x.png", COAT)
    rows = sort(source, wardrobe)
    path = wardrobe / "wardrobe.csv"
    path.write_bytes(b"sep=,\r\n" + path.read_bytes())
    assert sort(source, wardrobe) == rows


def test_the_log_is_saved_during_the_run(photo, source, wardrobe, monkeypatch):
    photo("a.png", COAT), photo("b.png", COAT)
    monkeypatch.setattr(folder_sort, "_SAVE_SECONDS", 0)
    run = FolderSort(source, wardrobe).run(Greys())
    next(run), next(run)
    assert targets(wardrobe) == {"a.png": "coat/a.png"}
    run.close()
