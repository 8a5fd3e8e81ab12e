"""What must hold for any bytes that a reader is given, for the property tests and for `tests.faults.fuzz`.

Each target reads bytes as the app would. It raises AssertionError, or whatever the reader let through, if the reader
does anything but return a sound value or refuse the bytes with one plain sentence.
"""

import csv
import gzip
import io
import json
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from data.drawn.scenes import draw_scene
from data.errors import DataError
from data.idx import parse_images, parse_labels
from data.messages import UserError
from data.photos.decoding import check_photo, decode_photo
from wardrobe.cells import cell_text, safe_cell
from wardrobe.folders.sort_log import read_table
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup, write_backup
from wardrobe.transfer.details_table import import_details
from wardrobe.transfer.exporting import items_csv
from wardrobe.transfer.importing import import_photos, photos_of_zip

_SIDE = 640
_WARDROBES: list[tempfile.TemporaryDirectory] = []


def photo(content):
    """`decode_photo` gives a picture of the size that was asked for, twice the same, or refuses."""
    try:
        pixels = decode_photo(content, reduce_to=_SIDE)
    except UserError as error:
        _is_a_sentence(error)
        return
    assert pixels.dtype == np.uint8 and pixels.ndim == 3 and pixels.shape[2] == 3
    assert 1 <= max(pixels.shape[:2]) <= _SIDE
    check_photo(content)  # what can be decoded passes the check


def archive(content):
    """Import and restore of a ZIP add what they say, or refuse it and change nothing."""
    where = new_wardrobe()
    before = where.ids()
    try:
        with photos_of_zip(io.BytesIO(content)) as photos:
            added = import_photos(where, photos)
        assert len(where.ids()) == len(before) + len(added.items)
        for message in added.refused:
            _is_one_line(str(message))
    except UserError as error:
        _is_a_sentence(error)
        assert where.ids() == before
    before = where.ids()
    try:
        restore_backup(where, io.BytesIO(content))
    except UserError as error:
        _is_a_sentence(error)
        assert where.ids() == before
    assert len(where.find()) == len(where.ids())


def table(content):
    """A table of details, and the table of a sorted folder, are read or refused; names survive a CSV file."""
    where = new_wardrobe()
    try:
        import_details(where, content)
    except UserError as error:
        _is_a_sentence(error)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "wardrobe.csv"
        file.write_bytes(content)
        try:
            read_table(file)
        except UserError as error:
            _is_a_sentence(error)
    cell(content.decode("utf-8", "surrogateescape"))
    rows = list(csv.reader(io.StringIO(items_csv(where), newline="")))
    assert len({len(row) for row in rows}) == 1


def cell(text):
    """A text in a cell is read back, and holds neither a control character nor the start of a formula."""
    written = safe_cell(text)
    assert cell_text(written) == text
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in written)
    assert not written.lstrip(" \u200b\ufeff").startswith(("=", "+", "-", "@"))
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([written, "next"])
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [[written, "next"]]


def idx(content):
    """IDX files give images or labels, or are refused."""
    for parse, source in ((parse_images, "images"), (parse_labels, "labels"), (parse_images, "images.gz")):
        try:
            values = parse(content, source)
        except DataError as error:
            _is_one_line(str(error))
        else:
            assert values.dtype == np.uint8 and values.size <= len(content) * 1032 + 1


TARGETS = {"photo": photo, "archive": archive, "table": table, "idx": idx}


@lru_cache
def seeds(target):
    """Small sound files of a target, to change."""
    return {"photo": _photos, "archive": _archives, "table": _tables, "idx": _idx_files}[target]()


@lru_cache
def new_wardrobe():
    """The wardrobe that targets read into, with one item."""
    folder = tempfile.TemporaryDirectory(prefix="faults-wardrobe-")
    _WARDROBES.append(folder)
    opened = Wardrobe(Settings.in_folder(Path(folder.name)))
    opened.add(_photos()[0], "a.jpg", drawer="Bag")
    return opened


@lru_cache
def _photos():
    picture = Image.fromarray(draw_scene(0, seed=1, height=48, width=36).image)
    turned = Image.Exif()
    turned[0x0112] = 6
    forms = [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": turned, "subsampling": 0}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {}),
    ]
    files = []
    for form, options in forms:
        stream = io.BytesIO()
        picture.save(stream, form, **options)
        files.append(stream.getvalue())
    return files


def _archives():
    photos = _photos()
    sorted_folders, backup = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(sorted_folders, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("Hats/größe.jpg", photos[0])
        opened.writestr("bag/2.png", photos[3])
        opened.writestr("notes.txt", "no photo")
    write_backup(new_wardrobe(), backup)
    return [sorted_folders.getvalue(), backup.getvalue()]


def _tables():
    where = new_wardrobe()
    return [
        items_csv(where).encode(),
        b"sha256;name;price\n" + where.find()[0].sha256.encode() + b";'=1+1;12,50\n",
        b"file,outcome,label,confidence,error,model,Bag\na.jpg,sorted,Bag,0.9,,photo/1,0.9\n",
    ]


def _idx_files():
    images = np.arange(2 * 28 * 28).astype(np.uint8)
    head = np.array([0x803, 2, 28, 28], ">u4").tobytes()
    return [
        head + images.tobytes(),
        np.array([0x801, 3], ">u4").tobytes() + b"\1\2\3",
        gzip.compress(head + images.tobytes()),
    ]


def _is_a_sentence(error):
    _is_one_line(str(error))
    assert str(error).endswith((".", "!")) and "Traceback" not in str(error), str(error)
    json.dumps(error.message.values, default=str)


def _is_one_line(text):
    assert text and "\n" not in text and "\r" not in text, text
