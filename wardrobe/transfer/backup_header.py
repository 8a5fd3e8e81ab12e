"""The header of a back-up: its format, own drawers, settings, and which models there were."""

from functools import partial
from heapq import nsmallest
from pathlib import PurePosixPath
from typing import Any

from data.labels import GROUPS
from data.photo_walk import is_junk
from model.exports.store import list_exports
from wardrobe.store.drawer_groups import NO_PARENT
from wardrobe.store.own_drawers import LONGEST_DRAWER
from wardrobe.transfer.archive import MOST_MEMBERS, Archive, ArchiveError
from wardrobe.transfer.bulk_io import WardrobeDump
from wardrobe.transfer.json_fields import LONGEST_NAME, Fields, FormatError, parse

FORMAT, VERSION = "self-sorting-wardrobe", 4
HEADER = "wardrobe.json"
_MOST_HEADERS = 2  # that are read to find the back-up in a ZIP
_HEADER_BYTES = 2**19  # a thousand drawers with the longest names take less; more lists than that cost seconds


def describe(whole: WardrobeDump) -> dict[str, Any]:
    """The header of a back-up, as JSON values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "items": len(whole.items),
        "models": [f"{directory.parent.name}/{directory.name}" for directory in list_exports()],
        "drawers": list(whole.drawers),
        "parents": {name: parent for name, parent in whole.drawers.items() if parent is not None},
        "settings": whole.settings,
    }


def root(archive: Archive) -> Archive:
    """The back-up in a ZIP, also one that was unpacked and compressed again: then it is in a folder.

    A browser unpacks what it downloads, and a file manager puts the folder into the new ZIP. Returns the ZIP itself if
    it contains no back-up.
    """
    headers = (name for name in archive.members if name.endswith(f"/{HEADER}") and not is_junk(PurePosixPath(name)))
    for header in nsmallest(_MOST_HEADERS, headers, key=lambda name: (name.count("/"), name)):
        inside = archive.inside(header.removesuffix(HEADER))
        if HEADER not in archive.members and _header(inside) is not None:
            return inside
    return archive


def _header(archive: Archive) -> Fields | None:
    """The header of a back-up; None if the ZIP is something else."""
    if HEADER not in archive.members:
        return None
    try:
        header = Fields(parse(archive.read(HEADER, _HEADER_BYTES)))
        return header if header.value("format") == FORMAT else None
    except FormatError:
        return None


def read_header(archive: Archive) -> tuple[int, dict[str, str | None], dict[str, Any]]:
    """The number of items, the own drawers with their parents, and the settings."""
    if (header := _header(archive)) is None:
        raise ArchiveError("backup-none")
    try:
        if header.whole("version", 1, 10**9) > VERSION:
            raise ArchiveError("backup-newer")
        settings = header.inner("settings").given
        if any(len(name) > LONGEST_NAME for name in settings):
            raise FormatError("format-setting-name")
        # Back-ups of versions 1 and 2 lack them.
        parents = header.inner("parents") if "parents" in header.given else Fields({})
        drawers = {
            name: parents.optional(name, partial(parents.one_of, name, (*GROUPS, NO_PARENT)))
            for name in header.names("drawers", LONGEST_DRAWER)
        }
        return header.whole("items", 0, MOST_MEMBERS), drawers, settings
    except FormatError as error:
        raise ArchiveError("backup-damaged", file=HEADER, reason=error.message) from error


def is_header(archive: Archive) -> bool:
    """Whether a ZIP begins as a back-up does."""
    return _header(archive) is not None
