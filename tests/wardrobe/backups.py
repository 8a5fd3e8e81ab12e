"""A wardrobe with something in every field, its back-up, and what can be wrong with one."""

import io
import json
import zipfile
from datetime import date

from data.photos.garment import CutoutOverride
from wardrobe.store.items import REVIEW, Filters
from wardrobe.transfer.backup import restore_backup, write_backup

ALL = Filters(state=None)


def fill(wardrobe, photos, said):
    """Makes a wardrobe with something in every field, and gaps between the numbers of its items."""
    for index, photo in enumerate(photos):
        wardrobe.add(photo, f"Größe {index} =1+1\n.jpg", prediction=said(day=1 + index))
    first, second, third, fourth, fifth = wardrobe.ids(order="oldest")
    wardrobe.add_drawer("Swim wear", parent="bottom")
    wardrobe.add_drawer("Empty")
    wardrobe.change([first], drawer="Swim wear", notes='torn,\n"really" 🧵', tags=["work", "50 %"], seasons=["winter"])
    wardrobe.record(
        {second: said("Coat", 0.4, "unsure", model="cnn/1", day=9)}, move=True, override=CutoutOverride(off=True)
    )
    wardrobe.record({third: said()}, move=False, override=CutoutOverride(rectangle=(0.1, 0.2, 0.9, 1), turns=3))
    wardrobe.change([third], state=REVIEW)
    wardrobe.change([second], name="Mother's", brand="Ø", size="40", price=12.5, source="a shop")
    wardrobe.wear([second], date(2026, 3, 4))
    wardrobe.wear([second], date(2026, 3, 1))
    wardrobe.change([fifth], archived="given")
    wardrobe.delete_permanently([fourth])
    wardrobe.delete([fifth])
    wardrobe.set_setting("model", "cnn/1")
    wardrobe.set_setting("threshold", {"unsure": 0.61, "names": ["a", None]})


def backed_up(wardrobe):
    stream = io.BytesIO()
    assert write_backup(wardrobe, stream).missing == ()
    return stream.getvalue()


def changed(content, **members):
    """The same ZIP with other bytes in some members; a function changes them, None leaves the member out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = {**{name: old.read(name) for name in old.namelist()}}
        for name, change in members.items():
            name = {"header": "wardrobe.json", "items": "items.jsonl"}.get(name, name)
            names[name] = change(names[name]) if callable(change) else change
        for name, value in names.items():
            if value is not None:
                new.writestr(name, value)
    return stream.getvalue()


def with_fields(content, **fields):
    """A back-up whose first item says something else."""

    def change(lines):
        first, *others = lines.splitlines()
        return b"\n".join([json.dumps(json.loads(first) | fields).encode(), *others])

    return changed(content, items=change)


def restore(wardrobe, content):
    return restore_backup(wardrobe, io.BytesIO(content))


def files_of(wardrobe):
    return [path for path in wardrobe.photos.files.find("") if not path.startswith("wardrobe.db")]
