"""The command line: python -m wardrobe classify | cutout | sort | check | backup | restore."""

import argparse
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TextIO

from data.messages import Message, printable
from model.exports.card import ExportError
from model.startup import exit_status
from wardrobe.store.errors import WardrobeError

if TYPE_CHECKING:
    from wardrobe.store.items import Item
    from wardrobe.store.settings import Settings
    from wardrobe.store.store import Wardrobe


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit status: 0, 1 if some files could not be read, 2 if the command was wrong."""
    options = _parser().parse_args(arguments)
    return exit_status(options.command, options, (ExportError, WardrobeError, OSError))


def _classify(options: argparse.Namespace) -> int:
    from model.predictor import Predictor
    from wardrobe.classification import classify_files, find_photos

    photos, skipped = find_photos(options.paths)
    if not photos:
        _report_skipped(0, skipped)
        return 2
    predictor = Predictor.load(options.model)
    errors = 0
    with _results() as output:
        for result in classify_files(photos, predictor):
            errors += result.outcome == "error"
            values = result.to_json()
            print(_json(values) if options.json else _line(values), file=output, flush=True)
    _report_skipped(len(photos), skipped)
    return 1 if errors else 0


def _cutout(options: argparse.Namespace) -> int:
    from model.segmenter import Segmenter
    from wardrobe.classification import find_photos
    from wardrobe.cutouts import cut_out_files

    photos, skipped = find_photos(options.paths)
    errors = 0
    if photos:
        for made in cut_out_files(photos, options.to, Segmenter.load()):
            errors += made.error is not None
            result = f"error: {made.error}" if made.error else f"-> {printable(str(made.target))}"
            print(f"{printable(str(made.file))}: {result}", flush=True)
    _report_skipped(len(photos), skipped)
    return 2 if not photos else 1 if errors else 0


def _sort(options: argparse.Namespace) -> int:
    from model.predictor import Predictor
    from wardrobe.folders.engines import local_engine
    from wardrobe.folders.folder_sort import FolderSort
    from wardrobe.folders.ray_engine import ray_engine

    folder_sort = FolderSort(options.source, options.to)
    predictor = Predictor.load(options.model)
    local = options.engine == "local"
    engine = local_engine(len(folder_sort.photos), options.workers) if local else ray_engine(options.workers)
    counts: Counter[str] = Counter()  # by drawer
    done = 0
    # Closed at once, so that the log is complete even if the reader of the output has gone.
    with _results() as output, contextlib.closing(folder_sort.run(predictor, options.move, engine)) as rows:
        for path, row in rows:
            done += 1
            if row.target:
                counts[PurePosixPath(row.target).parts[0]] += 1
            values = row.to_json(path, options.to)
            print(_json(values) if options.json else _line(values), file=output, flush=True)
            if options.json and sys.stderr.isatty():
                print(f"\r{done:,} of {len(folder_sort.photos):,}", end="", file=sys.stderr, flush=True)
    if options.json and done and sys.stderr.isatty():
        print(file=sys.stderr)
    errors = done - counts.total()
    for drawer, count in sorted(counts.items()):
        print(f"{printable(drawer)}: {count:,}", file=sys.stderr)
    if errors:
        print(Message("sort-unread", count=errors), file=sys.stderr)
    _report_skipped(len(folder_sort.photos), folder_sort.skipped)
    return 1 if errors else 0


@contextlib.contextmanager
def _results() -> Iterator[TextIO]:
    """Standard output for results alone; what a library prints in the block, as Ray does, goes to standard error."""
    output = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        yield output


def _report_skipped(photos: int, skipped: int) -> None:
    if skipped:
        print(Message("photos-skipped", count=skipped), file=sys.stderr)
    if not photos:
        print(Message("photos-none"), file=sys.stderr)


def _json(values: Mapping[str, Any]) -> str:
    """One line of JSON. NaN, which JSON does not have, raises ValueError."""
    return json.dumps(values, allow_nan=False)


def _check(options: argparse.Namespace) -> int:
    from wardrobe.store.errors import StoreError
    from wardrobe.store.integrity import check
    from wardrobe.store.items import Filters
    from wardrobe.store.photo_files import LOST_AND_FOUND

    where = _settings(options)
    if options.use_copy:
        _use_copy(where, options.use_copy)
    try:
        with _opened(where) as wardrobe:
            found = check(wardrobe)
            items = len(wardrobe.ids(Filters(state=None)))
    except StoreError:
        _offer_copies(where)
        raise
    if options.json:
        items_found = {"without_photo": _named(found.without_photo), "damaged": _named(found.damaged)}
        items_found["lost_further"] = _named(found.lost_further)
        files = {"lost_and_found": found.lost_and_found, "leftovers": found.leftovers}
        print(json.dumps({"items": items, **items_found, **files}))
    else:
        for item in found.without_photo:
            print(Message("check-without-photo", file=item.file_name))
        for item in found.damaged:
            print(Message("check-damaged", file=item.file_name))
        for item in found.lost_further:
            print(Message("check-lost-further", file=item.file_name))
        if found.lost_and_found:
            folder = f"{wardrobe.photos.files.path}/{LOST_AND_FOUND}"
            print(Message("check-lost-and-found", count=len(found.lost_and_found), folder=folder))
        if found.leftovers:
            print(Message("check-leftovers", count=len(found.leftovers)))
        print(Message("check-done", count=items) if found else Message("check-well", count=items))
    return 1 if found.without_photo or found.damaged or found.lost_further else 0


def _use_copy(where: "Settings", name: str) -> None:
    """Puts a copy of the database in its place."""
    from wardrobe.store.database_copies import use_copy
    from wardrobe.store.items import utc_now

    aside = use_copy(where.database_url, name, utc_now())
    print(Message("check-copy-used", name=name), file=sys.stderr)
    if aside:
        print(Message("check-copy-aside", aside=str(aside)), file=sys.stderr)


def _offer_copies(where: "Settings") -> None:
    """Says where copies of the database are, if there are any, and how to use the newest."""
    from wardrobe.store.database_copies import copies

    if found := copies(where.database_url):
        folder = str(found[0].parent)
        print(Message("check-copies", count=len(found), folder=folder, name=found[0].name), file=sys.stderr)


def _named(items: Iterable["Item"]) -> list[dict[str, Any]]:
    return [{"id": item.id, "file_name": item.file_name} for item in items]


def _backup(options: argparse.Namespace) -> int:
    from wardrobe.transfer.backup import write_backup

    with _opened(_settings(options), to_read=True) as wardrobe:
        written = write_backup(wardrobe, options.file, _show_progress)
    for message in written.missing:
        print(message, file=sys.stderr)
    print(Message("backup-written", path=str(options.file), count=written.items))
    return 1 if written.missing else 0


def _restore(options: argparse.Namespace) -> int:
    from wardrobe.transfer.backup import restore_backup

    with _opened(_settings(options)) as wardrobe:
        added = restore_backup(wardrobe, options.file, _show_progress)
    for message in added.refused:
        print(message, file=sys.stderr)
    print(Message("backup-restored", count=len(added.items), known=added.known, refused=len(added.refused)))
    return 1 if added.refused else 0


def _settings(options: argparse.Namespace) -> "Settings":
    """Where the wardrobe is that the command is about."""
    from wardrobe.store.accounts import account_settings, list_accounts
    from wardrobe.store.settings import ACCOUNT, LOCAL, SESSION, Settings, SettingsError, storage

    if storage() == SESSION:  # it would make an empty wardrobe and report no problems
        raise SettingsError("settings-no-kept-wardrobe", session=SESSION, local=LOCAL)
    if storage() != ACCOUNT:
        if options.account:
            raise SettingsError("settings-no-accounts", account=ACCOUNT)
        return Settings.from_environment()
    if options.account not in (accounts := list_accounts()):
        raise SettingsError("settings-which-account", accounts=", ".join(accounts) or "none")
    return account_settings(options.account)


@contextlib.contextmanager
def _opened(where: "Settings", *, to_read: bool = False) -> Iterator["Wardrobe"]:
    from sqlalchemy import exc

    from wardrobe.store.errors import StoreError
    from wardrobe.store.failures import reason_of
    from wardrobe.store.store import Wardrobe

    wardrobe = Wardrobe(where, to_read=to_read)
    try:
        yield wardrobe
    except exc.SQLAlchemyError as error:
        raise StoreError("store-database-failed", reason=reason_of(error)) from error
    finally:
        wardrobe.close()


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and of:
        print(f"\rPhotos: {done:,} of {of:,}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _line(values: Mapping[str, Any]) -> str:
    """A result as text, from the object that ``--json`` prints."""
    file = printable(values["file"])
    if values["error"]:
        return f"{file}: {values['outcome']}: {values['error']}"
    line = f"{file}: {values['outcome']}: {values['label']} ({values['confidence']:.0%})"
    return f"{line} -> {printable(values['target'])}" if "target" in values else line


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("expected a path, received an empty text")
    return Path(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, received {text!r}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wardrobe", description="Sort photos of clothes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    classify = commands.add_parser("classify", help="classify photos")
    classify.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="photos, or folders with photos")
    classify.set_defaults(command=_classify)
    cutout = commands.add_parser("cutout", help="cut the garments out of photos, as transparent PNG files")
    cutout.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="photos, or folders with photos")
    cutout.add_argument("--to", type=_path, required=True, metavar="DIR", help="where NAME.png of each photo goes")
    cutout.set_defaults(command=_cutout)
    sort = commands.add_parser("sort", help="copy the photos of a folder into one folder per drawer")
    sort.add_argument("source", type=_path, metavar="SOURCE_DIR", help="the folder with the photos")
    sort.add_argument("--to", type=_path, required=True, metavar="DIR", help="where drawers and wardrobe.csv go")
    sort.add_argument("--move", action="store_true", help="remove the photos from SOURCE_DIR after copying all")
    sort.add_argument("--engine", choices=("local", "ray"), default="local", help="what classifies (default: local)")
    sort.add_argument("--workers", type=_count, metavar="N", help="processes that classify (default: one per core)")
    sort.set_defaults(command=_sort)
    check = commands.add_parser("check", help="compare items with photos and repair what is safe to repair")
    check.add_argument("--use-copy", metavar="NAME", help="first put this copy of the database in its place")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(command=_check)
    backup = commands.add_parser("backup", help="write the whole wardrobe to a ZIP file")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="add the items of a back-up that the wardrobe lacks")
    restore.set_defaults(command=_restore)
    for command in (backup, restore):
        command.add_argument("file", type=_path, metavar="FILE", help="the ZIP file")
    for command in (check, backup, restore):
        command.add_argument("--account", metavar="ID", help="whose wardrobe, if WARDROBE_STORAGE is account")
    for command in (classify, sort):
        command.add_argument("--model", default="photo", metavar="NAME[/VERSION]", help="an export (default: photo)")
        command.add_argument("--json", action="store_true", help="print one JSON object per line")
    return parser


if __name__ == "__main__":
    sys.exit(main())
