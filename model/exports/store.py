"""The exports on disk: which there are, which one a name means, and whether one is intact."""

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path

from model.exports.card import CARD_FILE, Card, ExportError

EXPORTED = Path(__file__).parents[1] / "exported"
"""The exports that ship with the project."""

JOBS = ("photo", "fashion-mnist", "segmenter")
"""What an export can be live for: photos of clothes, images of Fashion-MNIST, finding the garment in a photo."""

LIVE_FILE = "live.toml"
"""Beside the exports: the export that is live for each job, as ``job = "NAME/VERSION"``."""

MANIFEST = Path("assets.extra") / "manifest.sha256"
LITERT_FILE = Path("assets.extra") / "model.tflite"
HISTORY_FILE = Path("assets.extra") / "history.csv"
"""The learning curve, a row per epoch; exports of earlier versions have none."""


def list_exports(root: Path = EXPORTED) -> list[Path]:
    """The directories of the exports that classify: the highest version of every name, and those that are live.

    They are sorted by name and version. Segmenters are left out; a damaged export is not.
    """
    if not root.is_dir():
        return []
    highest = {_highest(folder) for folder in root.iterdir() if _versions(folder)}
    live = {root / export for export in read_live(root).values() if (root / export).is_dir()}
    return sorted(filter(_classifies, highest | live), key=lambda path: (path.parent.name, int(path.name)))


def find_export(name: str, root: Path = EXPORTED) -> Path:
    """The directory that ``name`` means.

    Args:
        name: a path, one of `JOBS` (the export that is live), ``NAME/VERSION``, or ``NAME`` (its highest version).
        root: the folder that holds the exports.

    Raises:
        ExportError: there is none; the message lists the exports there are.
    """
    as_path = Path(name)
    if (as_path / CARD_FILE).is_file():
        return as_path
    wanted = name.strip("/")
    if wanted in JOBS:
        live = read_live(root).get(wanted)
        if live is None:
            raise ExportError(
                f"No export in {root} is live for {wanted}. Run: python -m training promote EXPORT --as {wanted}"
            )
        wanted = live
    family, _, version = wanted.partition("/")
    if not version and _versions(root / family):
        return _highest(root / family)
    if version.isdecimal() and int(version) in _versions(root / family):
        return root / family / str(int(version))
    choices = ", ".join(f"{path.parent.name}/{path.name}" for path in list_exports(root)) or "none"
    raise ExportError(f"There is no export {name!r}. The exports in {root} are: {choices}.")


def read_live(root: Path = EXPORTED) -> dict[str, str]:
    """The export that is live for each job, ``NAME/VERSION`` by job; empty where nothing is live.

    Raises:
        ExportError: `LIVE_FILE` cannot be read or names something else than exports.
    """
    try:
        values = tomllib.loads((root / LIVE_FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ExportError(f"{root / LIVE_FILE} cannot be read ({error}). Restore it.") from error
    for job, export in values.items():
        name, _, version = export.partition("/") if isinstance(export, str) else ("", "", "")
        if job not in JOBS or name in ("", ".", "..") or not version.isdecimal():
            raise ExportError(
                f"Expected {root / LIVE_FILE} to name NAME/VERSION for {', '.join(JOBS)}. "
                f"Received: {job} = {export!r}. Restore it."
            )
    return values


def check_export(directory: Path) -> None:
    """Compares every file of an export with the manifest that was written with it, before anything is loaded.

    Raises:
        ExportError: a file is missing, altered or not in the manifest.
    """
    Card.read(directory)
    expected, found = _manifest(directory), _files(directory)
    for file in sorted(expected.keys() | found.keys()):
        if expected.get(file) != found.get(file):
            what = "is missing" if file not in found else "is not in it" if file not in expected else "differs"
            raise ExportError(f"{directory} does not match its manifest: {file} {what}. Restore it, or export again.")


def same_export(first: Path, second: Path) -> bool:
    """Whether two exports have the same files, by their manifests; raises ExportError if one cannot be read."""
    return _manifest(first) == _manifest(second)


def export_digest(directory: Path) -> str:
    """The SHA-256 of an export's manifest, which stands for all its files; raises ExportError if it cannot be read."""
    _manifest(directory)
    return hashlib.sha256((directory / MANIFEST).read_bytes()).hexdigest()


def write_manifest(directory: Path) -> None:
    """Writes the SHA-256 of every file of an export, in the form that `sha256sum --check` reads."""
    lines = [f"{digest}  {file}\n" for file, digest in sorted(_files(directory).items())]
    (directory / MANIFEST).write_text("".join(lines), "utf-8")


def next_version(family: Path) -> int:
    """The next free version in the folder of an export's name, from 1."""
    return max(_versions(family), default=0) + 1


def _manifest(directory: Path) -> dict[str, str]:
    try:
        return dict(line.split("  ", 1)[::-1] for line in (directory / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise ExportError(f"{directory / MANIFEST} cannot be read ({error}). Export again.") from error


def _files(directory: Path) -> dict[str, str]:
    """SHA-256 by path relative to ``directory``, without the manifest."""
    paths = [path for path in directory.rglob("*") if path.is_file() and path != directory / MANIFEST]
    return {path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _classifies(directory: Path) -> bool:
    file = directory / CARD_FILE
    return _card_classifies(directory, file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=64)
def _card_classifies(directory: Path, modified: int) -> bool:
    """Asked whenever a page is drawn, so a card is read again only when its file has changed."""
    try:
        return not Card.read(directory).architecture.segments
    except ExportError:
        return True  # whoever reads it reports what is wrong with it


def _versions(family: Path) -> list[int]:
    if not family.is_dir():
        return []
    # A folder whose name is not all digits is one that is being written.
    return [int(path.name) for path in family.iterdir() if path.name.isdecimal() and path.is_dir()]


def _highest(family: Path) -> Path:
    return family / str(max(_versions(family)))
