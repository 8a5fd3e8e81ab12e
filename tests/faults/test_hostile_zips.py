"""ZIP files that are made to cost time or memory: a small one takes two seconds of the server at most."""

import io
import sys
import time
from pathlib import Path

import pytest

from data.messages import UserError
from data.photos import decoding
from data.photos.decode_pool import CostlyError
from tests.faults import zips
from wardrobe.transfer import importing
from wardrobe.transfer.archive import ArchiveError
from wardrobe.transfer.backup import restore_backup, write_backup
from wardrobe.transfer.importing import MOST_COSTLY, import_photos, photos_of_zip

SECONDS, MEMORY = 2.0, 150 * 2**20
_PHOTO = b"\xff\xd8\xff\xe0\0\x10JFIF\0"


@pytest.fixture
def backup(wardrobe, photos):
    """The bytes of a back-up with one item."""
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    stream = io.BytesIO()
    write_backup(wardrobe, stream)
    return stream.getvalue()


HOSTILE = {
    "very many files": lambda _: zips.empty_photos(40_000),
    "as many files as may be": lambda _: zips.photos(5_000, 450),
    "as many drawers": lambda _: zips.photos(5_000, 450, "h/{0}/a.jpg"),
    "folders in one another": lambda _: zips.deep_folders(20, 30_000),
    "zeros": lambda _: zips.packed((f"h/{number}.jpg", _PHOTO + bytes(29 * 2**20)) for number in range(2)),
    "files that quote the next ones": lambda _: zips.quoted_photos(60, 2**20),
    "ZIPs in one another": lambda _: zips.nested(3),
    "headers of back-ups": lambda _: zips.headers(20),
    "items without photos": lambda backup: zips.items(4_000, backup),
}


def memory():
    """Bytes that this process holds, and the most that it held since `forget_peak`."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    values = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return int(values["VmRSS"]) * 1024, int(values["VmHWM"]) * 1024


def forget_peak():
    Path("/proc/self/clear_refs").write_text("5", "ascii")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_zip_takes_little_time_and_memory_of_the_server(kind, backup, wardrobe):
    content, ids = HOSTILE[kind](backup), wardrobe.ids()
    assert len(content) < 5 * 2**20
    for use in (unpack, restore_backup):
        forget_peak()
        (before, _), start = memory(), time.process_time()
        assert adds_nothing(use, wardrobe, content)
        assert time.process_time() - start < SECONDS
        assert memory()[1] - before < MEMORY
    assert wardrobe.ids() == ids


def adds_nothing(use, wardrobe, content):
    """Whether a ZIP was read to its end, with nothing in it that could be added; else it was refused by a sentence."""
    try:
        return not use(wardrobe, io.BytesIO(content)).items
    except UserError as error:
        return str(error).endswith(".") and "\n" not in str(error)


def unpack(wardrobe, stream):
    with photos_of_zip(stream) as found:
        return import_photos(wardrobe, found)


def test_a_zip_lists_no_more_files_than_its_bytes_can_hold():
    with (
        pytest.raises(ArchiveError, match="contains 2,000 files; the limit is 1,"),
        photos_of_zip(io.BytesIO(zips.empty_photos(2_000))),
    ):
        pass
    with photos_of_zip(io.BytesIO(zips.photos(2_000, 450))) as found:
        assert len(found) == 2_000


def test_after_a_few_costly_photos_the_others_are_refused_unread(wardrobe, photos, monkeypatch):
    """Each would take two seconds of a worker, and a ZIP of five megabytes holds thousands."""
    tried = []

    def costly(kind, content, reduce_to=0):
        tried.append(content)
        raise CostlyError

    monkeypatch.setattr(decoding, "opens_cheaply", lambda *_: False)
    monkeypatch.setattr(decoding.POOL, "run", costly)
    added = unpack(wardrobe, io.BytesIO(zips.costly_photos(20, photos[0])))
    assert len(tried) == MOST_COSTLY and len(added.refused) == 20 and not added.items
    assert "too much time" in str(added.refused[0]) and "was not read" in str(added.refused[-1])


def test_after_many_bad_photos_the_others_are_refused_unread_unless_as_many_were_sound(wardrobe, photos, monkeypatch):
    monkeypatch.setattr(importing, "MOST_BAD", 2)
    bad = [(f"h/{number}.jpg", b"no photo") for number in range(4)]
    added = unpack(wardrobe, io.BytesIO(zips.packed(bad)))
    assert ["was not read" in str(message) for message in added.refused] == [False, False, False, True]
    sound = [(f"a/{number}.jpg", photo) for number, photo in enumerate(photos)]
    added = unpack(wardrobe, io.BytesIO(zips.packed([*sound, *bad])))
    assert len(added.items) == 3 and not any("was not read" in str(message) for message in added.refused[:4])


def test_a_back_up_with_a_costly_photo_is_refused_at_once(backup, wardrobe, photos, monkeypatch):
    tried = []

    def costly(kind, content, reduce_to=0):
        tried.append(content)
        raise CostlyError

    wardrobe.delete_permanently(wardrobe.ids())
    monkeypatch.setattr(decoding, "opens_cheaply", lambda *_: False)
    monkeypatch.setattr(decoding.POOL, "run", costly)
    with pytest.raises(ArchiveError, match="is damaged"):
        restore_backup(wardrobe, io.BytesIO(backup))
    assert len(tried) == 1
