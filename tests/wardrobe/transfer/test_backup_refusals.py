import io
import json
import zipfile

import pytest
from PIL import Image

from data.photos.garment import CutoutOverride
from tests.wardrobe.backups import changed, files_of, restore, with_fields
from wardrobe.store.photo_files import photo_path
from wardrobe.transfer.archive import ArchiveError
from wardrobe.transfer.bulk_io import dump


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": 0}, "id should be"),
        ({"id": True}, "id should be"),
        ({"id": 2**40}, "id should be"),
        ({"sha256": "../../etc/passwd"}, "sha256 should be of the form"),
        ({"photo": "A" * 64}, "photo should be"),
        ({"photo": "../" + "a" * 61}, "photo should be"),
        ({"similarity": "0x00000000000000"}, "similarity should be"),
        ({"file_name": None}, "file_name should be a text"),
        ({"file_name": "x" * 100_001}, "file_name should be a text"),
        ({"notes": ["a"]}, "notes should be a text"),
        ({"drawer": ""}, "drawer should be a text"),
        ({"state": "binned"}, "state should be filed | review"),
        ({"state": ["filed"]}, "state should be filed | review"),
        ({"corrected": 1}, "corrected should be true or false"),
        ({"override": None}, "override should be an object"),
        ({"override": {"off": False}}, "rectangle is missing"),
        ({"override": {"off": "no", "rectangle": None}}, "off should be"),
        ({"override": {"off": False, "rectangle": [0, 0, 1]}}, "four numbers from 0 to 1"),
        ({"override": {"off": False, "rectangle": [0, 0, "1", 1]}}, "four numbers from 0 to 1"),
        ({"override": {"off": False, "rectangle": [0.5, 0, 0.2, 1]}}, "four numbers from 0 to 1"),
        ({"override": {"off": False, "rectangle": 7}}, "four numbers from 0 to 1"),
        ({"override": {"off": False, "rectangle": None, "turns": 4}}, "turns should be an integer"),
        ({"override": {"off": False, "rectangle": None, "turns": True}}, "turns should be an integer"),
        ({"added_at": "yesterday"}, "added_at should be a time"),
        ({"changed_at": "2026-01-01T00:00:00+02:00"}, "changed_at should be a time"),
        ({"deleted_at": 5}, "deleted_at should be a time"),
        ({"name": 5}, "name should be a text"),
        ({"price": -1}, "price should be a number from 0 to"),
        ({"price": "12"}, "price should be a number from 0 to"),
        ({"archived": "eaten"}, "archived should be sold | given | lost"),
        ({"worn": ["2026-02-30"]}, "worn should be a list of different days"),
        ({"worn": ["2026-02-03", "2026-02-03"]}, "worn should be a list of different days"),
        ({"worn": [5]}, "worn should be a list of different days"),
        ({"tags": "work"}, "tags should be a list"),
        ({"tags": ["a", "a"]}, "tags should be a list of different texts"),
        ({"tags": [""]}, "tags should be a list of different texts"),
        ({"tags": [str(n) for n in range(1001)]}, "tags should be a list of at most"),
        ({"seasons": ["monsoon"]}, "seasons should be"),
        ({"colours": [{"name": "red", "hex": "red;}", "share": 1}]}, "hex should be"),
        ({"colours": [{"name": "red", "hex": "#ff0000", "share": 2}]}, "share should be"),
        ({"colours": [{"name": "red", "hex": "#ff0000", "share": 0.5}] * 2}, "one of them twice"),
        ({"colours": ["red"]}, "name is missing"),
        ({"predictions": {}}, "predictions should be a list"),
        ({"predictions": [{"label": "Bag", "probabilities": {"Bag": 1.5}}]}, "numbers from 0 to 1 that sum to 1"),
        ({"predictions": [{"label": "Bag", "probabilities": {"Bag": 0.5}}]}, "numbers from 0 to 1 that sum to 1"),
        ({"predictions": [{"label": "Bag", "probabilities": {}}]}, "numbers from 0 to 1 that sum to 1"),
        ({"predictions": [{"label": "Coat", "probabilities": {"Bag": 1}}]}, "label should be one of the classes"),
        (
            {"predictions": [{"label": "Bag", "probabilities": {"Bag": 0.1, "Coat": 0.9}, "confidence": 1}]},
            "confidence should not be above",
        ),
        ({"file_name": "\ud800"}, "not the JSON"),
        ({"notes": float("nan")}, "not the JSON"),
    ],
)
def test_an_item_with_an_invalid_field_is_refused_and_the_others_are_restored(content, empty, fields, message):
    added = restore(empty, with_fields(content, **fields))
    [refused] = map(str, added.refused)
    assert message in refused and refused.startswith("Item 1 of the back-up") and len(refused) < 300
    assert len(added.items) == 3


def test_a_back_up_without_turns_is_restored(content, empty):
    added = restore(empty, with_fields(content, override={"off": True, "rectangle": None}))
    assert not added.refused and empty.get(1).override == CutoutOverride(off=True)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "-0.1", "true", "[0.5]"])
def test_a_confidence_that_is_not_a_share_is_refused(content, empty, value):
    def change(lines):
        return lines.replace(b'"confidence":0.9', b'"confidence":' + value.encode(), 1)

    assert len(restore(empty, changed(content, items=change)).refused) == 1


def test_invalid_or_deeply_nested_json_is_refused(content, empty):
    def change(lines):
        others = lines.splitlines()[2:]
        return b"\n".join([b"[" * 100_000, b'{"id": ' + b"9" * 10_000 + b"}", *others])

    added = restore(empty, changed(content, items=change))
    assert len(added.refused) == 2 and len(added.items) == 2


def test_a_duplicate_item_is_restored_once(content, empty):
    def change(lines):
        first, second, *others = lines.splitlines()
        twin = json.dumps(json.loads(second) | {"id": json.loads(first)["id"]}).encode()
        return b"\n".join([first, twin, first, *others[1:]])

    added = restore(empty, changed(content, items=change))
    assert len(added.items) == 2 and ["twice" in str(message) for message in added.refused] == [True, True]


def test_a_photo_with_another_sum_is_refused(content, empty, encoded):
    first, second, third, *_ = sorted(n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if "photos/" in n)
    bad = changed(content, **{first: b"no photo", second: None, third: lambda photo: photo[:-1] + b"x"})
    added = restore(empty, bad)
    assert len(added.items) == 1 and len(added.refused) == 3
    assert all("its photo is missing from the back-up, or is damaged" in str(message) for message in added.refused)
    assert len([path for path in files_of(empty) if path.startswith("photos/")]) == 1


def pictures_that_no_wardrobe_keeps(encoded):
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    small = Image.new("RGB", (40, 40), "red")
    return {
        "a PNG": encoded(small),
        "too large": encoded(Image.new("RGB", (1601, 20)), "JPEG"),
        "with EXIF": encoded(small, "JPEG", exif=exif),
        "with a comment": encoded(small, "JPEG", comment=b"secret"),
        "cut short": encoded(Image.effect_noise((300, 300), 50).convert("RGB"), "JPEG")[:-2000],
        "no picture": b"\xff\xd8\xff\xe0" + bytes(100),
    }


@pytest.mark.parametrize("kind", ["a PNG", "too large", "with EXIF", "with a comment", "cut short", "no picture"])
def test_a_photo_that_is_not_in_the_stored_form_is_refused(content, empty, encoded, kind):
    import hashlib

    photo = pictures_that_no_wardrobe_keeps(encoded)[kind]
    sha256 = hashlib.sha256(photo).hexdigest()
    named = with_fields(content, photo=sha256)
    added = restore(empty, changed(named, **{f"photos/{sha256}.jpg": photo}))
    assert len(added.refused) == 1 and len(added.items) == 3
    assert not empty.photos.files.exists(photo_path(sha256))


def test_names_in_the_zip_never_become_paths(content, empty, tmp_path):
    evil = {"../../evil.jpg": b"x", "/evil": b"x", "photos/../../evil.jpg": b"x", f"photos/{'0' * 64}.jpg": b"x"}
    before = {path for path in tmp_path.rglob("*") if "other" not in path.parts}
    restore(empty, changed(content, **evil))
    assert {path for path in tmp_path.rglob("*") if "other" not in path.parts} == before
    assert len([path for path in files_of(empty) if path.startswith("photos/")]) == 4


HEADER_CASES = [
    (lambda header: b"{}", "not a back-up of a wardrobe"),
    (lambda header: b"[" * 50_000, "not a back-up of a wardrobe"),
    (lambda header: header.replace(b'"self-', b'"other-'), "not a back-up of a wardrobe"),
    (lambda header: header.replace(b'"version": 4', b'"version": 5'), "newer version"),
    (lambda header: header.replace(b'"version": 4', b'"version": "3"'), "version should be"),
    (lambda header: header.replace(b'"items": 4', b'"items": 5'), "expected 5 items, received 4"),
    (lambda header: header.replace(b'"Empty"', b'"%s"' % (b"E" * 41)), "drawers should be"),
    (lambda header: header.replace(b'"bottom"', b'"spoons"'), "Swim wear should be top | shoes"),
    (lambda header: header.replace(b'"settings": {', b'"settings": 3, "x": {'), "settings should be an object"),
    (lambda header: header + bytes(5 * 2**20), "the limit is"),
    (None, "not a back-up of a wardrobe"),
]


@pytest.mark.parametrize(("change", "message"), HEADER_CASES)
def test_an_invalid_back_up_is_one_message_and_changes_nothing(content, empty, change, message):
    with pytest.raises((ArchiveError), match=message) as caught:
        restore(empty, changed(content, header=change))
    assert "\n" not in str(caught.value)
    assert dump(empty).items == () and empty.own_drawers() == [] and files_of(empty) == []


def test_a_truncated_file_changes_nothing(content, empty):
    for length in (0, 10, len(content) // 2, len(content) - 30, len(content) - 1):
        with pytest.raises(ArchiveError, match="cut short"):
            restore(empty, content[:length])
    assert dump(empty).items == () and files_of(empty) == []


def test_one_wrong_byte_among_the_items_changes_nothing(content, empty):
    damaged = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(damaged)) as archive:
        info = archive.getinfo("items.jsonl")
    damaged[info.header_offset + 30 + len("items.jsonl") + info.compress_size // 2] ^= 0xFF
    with pytest.raises(ArchiveError, match=r"items\.jsonl in the ZIP file is damaged"):
        restore(empty, bytes(damaged))
    assert dump(empty).items == () and files_of(empty) == []
