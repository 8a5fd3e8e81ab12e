from datetime import UTC, datetime, timedelta

import pytest

from wardrobe.store.errors import StoreError
from wardrobe.store.integrity import check
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import photo_path


def test_check_finds_and_mends_what_a_crash_left(wardrobe, photos):
    kept, gone, damaged = [wardrobe.add(photo, "x", drawer="Bag") for photo in photos[:3]]
    wardrobe.photos.files.rm_file(photo_path(gone.photo))
    wardrobe.photos.files.pipe_file(photo_path(damaged.photo), b"half")
    orphan = photo_path("ab" * 32)
    beside = "photos/.DS_Store"
    wardrobe.photos.files.pipe_file(beside, b"a person looked at them")
    for path in (orphan, orphan + ".123.part", "thumbnails/ab/" + "ab" * 32 + "-plain.jpg"):
        wardrobe.photos.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        wardrobe.photos.files.pipe_file(path, b"x")
    assert check(wardrobe).orphans == ()  # they may be about to get their rows
    wardrobe.restore([gone.id])
    later = datetime.now(UTC) + timedelta(hours=2)
    findings = check(wardrobe, mend=False, now=later)
    assert findings.without_photo == (gone,) and findings.damaged == (damaged,)
    assert findings.orphans == (beside, orphan) and len(findings.leftovers) == 2
    assert check(wardrobe, now=later) == findings
    assert wardrobe.ids(Filters(deleted=True)) == [gone.id]
    assert set(wardrobe.ids()) == {kept.id, damaged.id}
    assert not check(wardrobe, now=later).orphans and not check(wardrobe, now=later).leftovers


def test_check_takes_a_missing_disk_for_no_tidying(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    wardrobe.photos.files.mv("photos", "elsewhere", recursive=True)
    with pytest.raises(StoreError, match="not a single photo"):
        check(wardrobe)
    assert wardrobe.ids() == [item.id]
