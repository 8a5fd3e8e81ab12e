"""The exports on disk: which there are, which one a name means, and whether each is as it was written."""

import hashlib
from pathlib import Path

from model.exports.card import CARD_FILE, Card, ExportError

EXPORTED = Path(__file__).parents[1] / "exported"
"""The exports that ship with the project."""

ROLES = {"photo": "cnn", "fashion-mnist": "cnn"}
"""Which export does which job: ``photo`` names what the app and `wardrobe` use for photos."""

MANIFEST = Path("assets.extra") / "manifest.sha256"
LITERT_FILE = Path("assets.extra") / "model.tflite"
HISTORY_FILE = Path("assets.extra") / "history.csv"
"""The learning curve, a row an epoch; exports of earlier versions have none."""


def list_exports(root: Path = EXPORTED) -> list[Path]:
    """The directory of every export's highest version, sorted by name."""
    if not root.is_dir():
        return []
    return [_highest(folder) for folder in sorted(root.iterdir()) if _versions(folder)]


def find_export(name: str, root: Path = EXPORTED) -> Path:
    """The directory that ``name`` means: a path, ``NAME/VERSION``, ``NAME`` (its highest version) or a role.

    Raises:
        ExportError: there is none; the message lists those there are.
    """
    as_path = Path(name)
    if (as_path / CARD_FILE).is_file():
        return as_path
    family, _, version = name.strip("/").partition("/")
    folder = root / family if (root / family).is_dir() else root / ROLES.get(family, family)
    if not version and _versions(folder):
        return _highest(folder)
    if version.isdecimal() and int(version) in _versions(folder):
        return folder / str(int(version))
    choices = ", ".join(f"{path.parent.name}/{path.name}" for path in list_exports(root)) or "none"
    raise ExportError(f"There is no export {name!r}. The exports in {root} are: {choices}.")


def check_export(directory: Path) -> None:
    """Compares every file of an export with the manifest that was written with it, before anything is loaded.

    Raises:
        ExportError: a file is missing, altered or not in the manifest.
    """
    Card.read(directory)
    try:
        expected = dict(line.split("  ", 1)[::-1] for line in (directory / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise ExportError(f"{directory / MANIFEST} cannot be read ({error}). Export again.") from error
    for file in sorted(expected.keys() | (found := _files(directory)).keys()):
        if expected.get(file) != found.get(file):
            what = "is missing" if file not in found else "is not in it" if file not in expected else "differs"
            raise ExportError(f"{directory} does not match its manifest: {file} {what}. Restore it, or export again.")


def write_manifest(directory: Path) -> None:
    """Writes the SHA-256 of every file of an export, in the form that `sha256sum --check` reads."""
    lines = [f"{digest}  {file}\n" for file, digest in sorted(_files(directory).items())]
    (directory / MANIFEST).write_text("".join(lines), "utf-8")


def next_version(family: Path) -> int:
    """The next free version in the folder of an export's name, from 1."""
    return max(_versions(family), default=0) + 1


def _files(directory: Path) -> dict[str, str]:
    """SHA-256 by path relative to ``directory``, the manifest left out."""
    paths = [path for path in directory.rglob("*") if path.is_file() and path != directory / MANIFEST]
    return {path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _versions(family: Path) -> list[int]:
    if not family.is_dir():
        return []
    # A folder without an all-digit name is one that is being written.
    return [int(path.name) for path in family.iterdir() if path.name.isdecimal() and path.is_dir()]


def _highest(family: Path) -> Path:
    return family / str(max(_versions(family)))
