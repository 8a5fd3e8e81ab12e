"""The command line: python -m wardrobe classify | sort | check | backup | restore."""

import argparse
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from model.exports.card import ExportError
from model.startup import exit_status, quiet_native_logs
from wardrobe.store.errors import WardrobeError

if TYPE_CHECKING:
    from wardrobe.store.items import Item
    from wardrobe.store.store import Wardrobe


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns:
        The exit status: 0; 1 when some files could not be read; 2 when the command was wrong.
    """
    options = _parser().parse_args(arguments)
    return exit_status(options.command, options, (ExportError, WardrobeError, OSError))


def _classify(options: argparse.Namespace) -> int:
    from model.predictor import Predictor
    from wardrobe.classification import classify_files, find_photos

    photos, skipped = find_photos(options.paths)
    if not photos:
        _print_skipped(0, skipped)
        return 2
    with quiet_native_logs():
        predictor = Predictor.load(options.model)
    errors = 0
    for result in classify_files(photos, predictor):
        errors += result.outcome == "error"
        values = result.to_json()
        print(_json(values) if options.json else _line(values), flush=True)
    _print_skipped(len(photos), skipped)
    return 1 if errors else 0


def _sort(options: argparse.Namespace) -> int:
    from model.predictor import Predictor
    from wardrobe.folders.folder_sort import FolderSort

    folder_sort = FolderSort(options.source, options.to)
    with quiet_native_logs():
        predictor = Predictor.load(options.model)
    counts: Counter[str] = Counter()
    # Closed explicitly, so that the table is complete even when the reader of our output has gone.
    with contextlib.closing(folder_sort.run(predictor, move=options.move)) as filed:
        for path, row in filed:
            counts[PurePosixPath(row.target).parts[0] if row.target else "error"] += 1
            values = row.to_json(path, options.to)
            print(_json(values) if options.json else _line(values), flush=True)
            if options.json and sys.stderr.isatty():
                print(f"\r{counts.total():,} of {len(folder_sort.photos):,}", end="", file=sys.stderr, flush=True)
    if options.json and counts and sys.stderr.isatty():
        print(file=sys.stderr)
    errors = counts.pop("error", 0)
    for drawer, count in sorted(counts.items()):
        print(f"{_printable(drawer)}: {count:,}", file=sys.stderr)
    if errors:
        stayed = "it stays where it is" if errors == 1 else "they stay where they are"
        print(f"{_counted(errors, 'file')} could not be read; {stayed}.", file=sys.stderr)
    _print_skipped(len(folder_sort.photos), folder_sort.skipped)
    return 1 if errors else 0


def _print_skipped(photos: int, skipped: int) -> None:
    if skipped:
        were = "was" if skipped == 1 else "were"
        print(f"{_counted(skipped, 'file')} without an image suffix {were} skipped.", file=sys.stderr)
    if not photos:
        print("No photos were found. Name photos, or folders that contain photos.", file=sys.stderr)


def _counted(number: int, noun: str) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _json(values: Mapping[str, Any]) -> str:
    """One line of JSON. NaN, which JSON does not have, raises ValueError."""
    return json.dumps(values, allow_nan=False)


def _check(options: argparse.Namespace) -> int:
    from wardrobe.store.integrity import check
    from wardrobe.store.items import Filters

    with _opened() as wardrobe:
        found = check(wardrobe)
        items = len(wardrobe.ids(Filters(state=None)))
    if options.json:
        items_found = {"without_photo": _named(found.without_photo), "damaged": _named(found.damaged)}
        print(json.dumps({"items": items, **items_found, "orphans": found.orphans, "leftovers": found.leftovers}))
    else:
        for item in found.without_photo:
            print(_printable(f"{item.file_name}: the photo is gone; the item is in the bin. A back-up may have it."))
        for item in found.damaged:
            print(_printable(f"{item.file_name}: the photo is damaged. A back-up may have it whole."))
        if found.orphans:
            print(f"{len(found.orphans):,} photos that no item had: removed.")
        if found.leftovers:
            print(f"{len(found.leftovers):,} files of no use: removed.")
        print(f"{items:,} items" + ("." if found else ", and all is well."))
    return 1 if found.without_photo or found.damaged else 0


def _named(items: Iterable["Item"]) -> list[dict[str, Any]]:
    return [{"id": item.id, "file_name": item.file_name} for item in items]


def _backup(options: argparse.Namespace) -> int:
    from wardrobe.transfer.backup import write_backup

    with _opened() as wardrobe:
        written = write_backup(wardrobe, options.file, _show_progress)
    for message in written.missing:
        print(_printable(str(message)), file=sys.stderr)
    print(f"{_printable(str(options.file))}: {_counted(written.items, 'item')}.")
    return 1 if written.missing else 0


def _restore(options: argparse.Namespace) -> int:
    from wardrobe.transfer.backup import restore_backup

    with _opened() as wardrobe:
        added = restore_backup(wardrobe, options.file, _show_progress)
    for message in added.refused:
        print(_printable(str(message)), file=sys.stderr)
    restored = _counted(len(added.items), "item")
    print(f"{restored} restored, {added.known:,} there already, {len(added.refused):,} refused.")
    return 1 if added.refused else 0


@contextlib.contextmanager
def _opened() -> Iterator["Wardrobe"]:
    from wardrobe.store.settings import LOCAL, SESSION, Settings, SettingsError, storage
    from wardrobe.store.store import Wardrobe

    if storage() == SESSION:  # otherwise an empty wardrobe would be created and found to be in order
        raise SettingsError("settings-no-kept-wardrobe", session=SESSION, local=LOCAL)
    wardrobe = Wardrobe(Settings.from_environment())
    try:
        yield wardrobe
    finally:
        wardrobe.close()


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and of:
        print(f"\r{done:,} of {of:,} photos", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _line(values: Mapping[str, Any]) -> str:
    """A result in words, from the object that ``--json`` prints."""
    file = _printable(values["file"])
    if values["error"]:
        return f"{file}: {values['outcome']}: {values['error']}"
    line = f"{file}: {values['outcome']}: {values['label']} ({values['confidence']:.0%})"
    return f"{line} -> {_printable(values['target'])}" if "target" in values else line


def _printable(name: str) -> str:
    """A file's name with control characters escaped, which a terminal would act on."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("expected a path, received an empty word")
    return Path(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wardrobe", description="Sort photos of clothes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    classify = commands.add_parser("classify", help="name the garment in each photo, with a confidence")
    classify.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files, or folders to walk")
    classify.set_defaults(command=_classify)
    sort = commands.add_parser("sort", help="copy the photos of a folder into one folder per class")
    sort.add_argument("source", type=_path, metavar="SOURCE_DIR", help="the folder with the photos")
    sort.add_argument("--to", type=_path, required=True, metavar="DIR", help="where the copies and wardrobe.csv go")
    sort.add_argument("--move", action="store_true", help="delete the photos from SOURCE_DIR after all copies are made")
    sort.set_defaults(command=_sort)
    check = commands.add_parser("check", help="compare the items with the photo files, and repair what can be repaired")
    check.add_argument("--json", action="store_true", help="one JSON object")
    check.set_defaults(command=_check)
    backup = commands.add_parser("backup", help="write the whole wardrobe into a ZIP file")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="add the items of a back-up that the wardrobe lacks")
    restore.set_defaults(command=_restore)
    for command in (backup, restore):
        command.add_argument("file", type=_path, metavar="FILE", help="the ZIP file")
    for command in (classify, sort):
        command.add_argument("--model", default="photo", metavar="NAME[/VERSION]", help="an export (default: photo)")
        command.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


if __name__ == "__main__":
    sys.exit(main())
