import hashlib
import io

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import update

from data.photos.garment import CutoutOverride
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import photo_path
from wardrobe.store.schema import items
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


def test_a_stored_photo_has_no_metadata(wardrobe, encoded):
    picture = Image.new("RGB", (2400, 1200), "navy")
    picture.paste("white", (600, 300, 1800, 900))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90°
    exif[0x010F] = "A maker"
    exif[0x9286] = "home"
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 0.0)  # latitude
    content = encoded(picture, "JPEG", exif=exif, comment=b"secret", icc_profile=b"profile")
    item = wardrobe.add(content, "phone.jpg", drawer="Shirt")
    stored = wardrobe.photos.read(item)
    kept = Image.open(io.BytesIO(stored))
    assert kept.size == (800, 1600)
    assert not kept.getexif() and not {"exif", "comment", "icc_profile", "xmp"} & set(kept.info)
    assert b"secret" not in stored and b"A maker" not in stored


def test_adding_the_file_again_restores_a_lost_or_damaged_photo(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    for spoil in (wardrobe.photos.files.rm_file, lambda path: wardrobe.photos.files.pipe_file(path, b"half")):
        spoil(photo_path(item.photo))
        again, is_new = wardrobe.add_or_find(photos[0], "x", drawer="Coat")
        assert not is_new and again == item and wardrobe.photos.read(item, sound=True)


def test_a_permanent_deletion_removes_the_files_and_cannot_be_undone(wardrobe, photos):
    first = wardrobe.add(photos[0], "a", drawer="Bag")
    before = wardrobe.change([first.id], notes="x")
    wardrobe.delete_permanently([first.id])
    assert wardrobe.photos.files.find("") == [
        path for path in wardrobe.photos.files.find("") if path.startswith("wardrobe.db")
    ]
    wardrobe.undo(before)
    assert wardrobe.ids(Filters(state=None)) == []


def test_a_missing_thumbnail_is_made_again_and_an_override_makes_another(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "a", prediction=said())
    first = wardrobe.photos.thumbnail(item)
    assert Image.open(io.BytesIO(first)).size == (320, 320) and Image.open(io.BytesIO(first)).mode == "RGBA"
    wardrobe.photos.files.rm("thumbnails", recursive=True)
    again = wardrobe.photos.thumbnail(item)
    # The first was made of the file, this one of the stored JPEG.
    pixels = [np.asarray(Image.open(io.BytesIO(content))).astype(int) for content in (first, again)]
    assert np.abs(pixels[0] - pixels[1]).mean() < 3
    wardrobe.record({item.id: said()}, move=False, override=CutoutOverride(off=True))
    assert wardrobe.photos.thumbnail(wardrobe.get(item.id)) != first


def test_a_photo_that_was_turned_is_upright_everywhere_until_it_is_undone(wardrobe, encoded, said):
    picture = np.full((90, 160, 3), 255, np.uint8)
    picture[20:70, :80] = (200, 30, 30)
    item = wardrobe.add(encoded(picture), "side.png", prediction=said())
    stored, plain = wardrobe.photos.read(item), wardrobe.photos.thumbnail(item, "photo")
    assert wardrobe.photos.upright(item) == stored
    before = wardrobe.record({item.id: said()}, move=False, override=CutoutOverride(turns=1))
    turned = wardrobe.get(item.id)
    seen = np.asarray(Image.open(io.BytesIO(wardrobe.photos.upright(turned)))).astype(int)
    assert seen.shape == (160, 90, 3) and wardrobe.photos.read(turned) == stored
    assert np.abs(seen - np.rot90(picture, -1)).mean() < 3
    assert wardrobe.photos.garment(turned).image.shape == (160, 90, 3)
    assert wardrobe.photos.thumbnail(turned, "photo") != plain
    wardrobe.undo(before)
    assert wardrobe.photos.upright(wardrobe.get(item.id)) == stored
    assert wardrobe.photos.thumbnail(wardrobe.get(item.id), "photo") == plain


def test_an_override_without_turns_is_read(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    with wardrobe.transaction(writes=True) as connection:
        connection.execute(update(items).values(cut_out={"off": True, "rectangle": None}))
    assert wardrobe.get(item.id).override == CutoutOverride(off=True)


def test_a_damaged_photo_is_an_error(wardrobe, photos):
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.photos.files.pipe_file(photo_path(item.photo), b"half")
    wardrobe.photos.files.rm("thumbnails", recursive=True)
    for look in (wardrobe.photos.garment, wardrobe.photos.thumbnail):
        with pytest.raises(StoreError, match=r"photo of a\.jpg cannot be read"):
            look(item)


def test_a_folder_name_may_have_spaces_and_accents(tmp_path, photos):
    folder = tmp_path / "Jürgens Kleider, 100 %"
    wardrobe = Wardrobe(Settings.in_folder(folder))
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    assert (folder / photo_path(item.photo)).exists() and [path.name for path in tmp_path.iterdir()] == [folder.name]
    wardrobe.close()


def test_other_storage_works_too(where, photos):
    wardrobe = Wardrobe(Settings(where.database_url, "memory://somewhere/else"))
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    assert hashlib.sha256(wardrobe.photos.read(item)).hexdigest() == item.photo
    assert wardrobe.photos.thumbnail(item)
    wardrobe.delete_permanently([item.id])
    assert wardrobe.photos.files.find("") == []


def test_a_file_is_written_before_its_row(wardrobe, photos, monkeypatch):
    from wardrobe.store import mapping

    def crash(connection, item):
        assert wardrobe.photos.files.exists(photo_path(item.photo))
        raise KeyboardInterrupt

    monkeypatch.setattr(mapping, "write", crash)
    with pytest.raises(KeyboardInterrupt):
        wardrobe.add(photos[0], "a", drawer="Bag")
    assert wardrobe.ids() == [] and len(wardrobe.photos.files.find("photos")) == 1
