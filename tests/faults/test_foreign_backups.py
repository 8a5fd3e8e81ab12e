"""A back-up that somebody else made: its photos may carry text or files, which the wardrobe does not keep."""

import hashlib
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from data.photos.jpeg import without_extras
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup, write_backup

SECRET = b"the address of a person"


def segment(marker, content):
    return b"\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2) + content


def with_text(photo):
    return photo[:20] + segment(0xEC, SECRET) + segment(0xE0, b"JFXX\0" + SECRET) + photo[20:]


HIDDEN = {
    "appended": lambda photo: photo + SECRET,
    "application segment": with_text,
    "between segments": lambda photo: photo[:20] + SECRET + photo[20:],
    "thumbnail": lambda photo: photo[:2] + segment(0xE0, photo[6:18] + b"\x01\x01" + SECRET) + photo[20:],
}


def forged(backup, hide):
    """The bytes of a back-up whose photos carry more, with the sums to match."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(backup)) as source, zipfile.ZipFile(stream, "w") as target:
        lines = source.read("items.jsonl")
        for name in source.namelist():
            if name.startswith("photos/"):
                content = hide(source.read(name))
                old, new = name[7:-4], hashlib.sha256(content).hexdigest()
                lines = lines.replace(old.encode(), new.encode())
                target.writestr(f"photos/{new}.jpg", content)
        target.writestr("items.jsonl", lines)
        target.writestr("wardrobe.json", source.read("wardrobe.json"))
    return stream.getvalue()


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_restored_photo_carries_nothing_but_a_picture(kind, wardrobe, photos, tmp_path):
    items = [wardrobe.add(photo, f"{number}.jpg", drawer="Bag") for number, photo in enumerate(photos)]
    stream = io.BytesIO()
    write_backup(wardrobe, stream)
    content = forged(stream.getvalue(), HIDDEN[kind])
    assert content.count(SECRET) >= len(photos)
    restored = Wardrobe(Settings.in_folder(tmp_path / "restored"))
    added = restore_backup(restored, io.BytesIO(content))
    assert added.refused == [] and len(added.items) == len(items)
    for item in items:
        kept = restored.get(item.id)
        assert kept.photo == item.photo and restored.photos.read(kept, sound=True) == wardrobe.photos.read(item)
    assert len(restored.photos.files.find("photos")) == len({item.photo for item in items})
    restored.close()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0, "restart_marker_blocks": 2}])
def test_what_decides_the_pixels_stays(options):
    image = np.random.default_rng(0).integers(0, 255, (40, 56, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "JPEG", **options)
    plain = stream.getvalue()
    assert without_extras(plain) == plain
    assert without_extras(with_text(plain) + SECRET) == plain
    with pytest.raises(ValueError, match="no end mark"):
        without_extras(plain[:-2])
