"""Writes docs/licences.md: every package that the app or a training installs, its licence, and what it needs.

``make licences`` runs it. The licence is what the package's metadata states; `importlib.metadata` reads it from the
environment that the command runs in, so install `requirements.txt` before.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SERVING = "requirements-serving.txt"
DOCUMENT = ROOT / "docs" / "licences.md"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_LONGEST = 60  # characters; some packages put the whole text into the field

# Stated by the file LICENSE of the package, not by its metadata.
_LICENCE_FILES = {"namex": "Apache-2.0"}

# Wheels that contain other people's libraries, which the metadata does not mention.
_INSIDE = {
    "pi-heif": "its wheels contain libheif and libde265 (LGPL-3.0), and no encoder",
    "opencv-python-headless": "its wheels contain FFmpeg (LGPL-2.1) and others: see LICENSE-3RD-PARTY.txt in them",
    "pillow": "its wheels contain libjpeg-turbo, libpng, libwebp, libavif and others under permissive licences",
    "numpy": "its wheels contain OpenBLAS (BSD-3-Clause) and libgfortran (GPL-3.0 with the runtime exception)",
}


@dataclass(frozen=True)
class Package:
    """An installed package: its licence as stated, and the names of the packages that it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]


def pinned(name: str) -> dict[str, str]:
    """The versions that a requirements file of the project pins, by canonical name."""
    path = ROOT / name
    return {canonicalize_name(name): version for name, version in _PIN.findall(path.read_text("utf-8"))}


def installed(names: Iterable[str]) -> dict[str, Package]:
    """The packages of these names and all that they need, by canonical name; those not installed here are left out."""
    waiting, found = list(names), dict[str, Package]()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # needed on other systems
            continue
        needs = tuple(sorted(_needs(package)))
        found[name] = Package(name, package.version, licence_of(package), needs)
        waiting += needs
    return found


def licence_of(package: Distribution) -> str:
    """The licence that a package's metadata states: an SPDX expression, else a short text, else its classifiers."""
    metadata = package.metadata.json  # PEP 566: each field a text or a list of texts
    if expression := metadata.get("license_expression"):
        return str(expression)
    text = " ".join(str(metadata.get("license") or "").split())
    if package.name in _LICENCE_FILES:
        return _LICENCE_FILES[package.name]
    if text and text.upper() != "UNKNOWN" and len(text) <= _LONGEST:
        return text
    classifiers = [line for line in metadata.get("classifier", ()) if line.startswith("License ::")]
    named = [line.rpartition(" :: ")[2] for line in classifiers]
    return ", ".join(sorted(set(named) - {"OSI Approved"})) or "not stated"


def document(serving: Sequence[str], training: Sequence[str], ours: Iterable[str]) -> str:
    """The text of the document.

    Args:
        serving: the packages of the container image.
        training: the packages that only a training needs.
        ours: the packages that the project itself imports, which are set in bold.
    """
    packages, bold = installed([*serving, *training]), set(ours)
    parts = [
        "# Licences of the packages",
        "`make licences` wrote this file from the metadata of the installed packages. The project imports those in "
        "bold; the others are needed by them. The licences of data and weights are in "
        "[THIRD_PARTY_NOTICES.md](../THIRD_PARTY_NOTICES.md).",
        "## In the container image",
        _table(packages, serving, bold),
        "## Installed for training as well",
        _table(packages, sorted(set(packages) - set(serving)), bold),
        "## Inside the wheels",
        "\n".join(f"- **{name}**: {what}." for name, what in sorted(_INSIDE.items())),
    ]
    return "\n\n".join(parts) + "\n"


def _table(packages: dict[str, Package], names: Iterable[str], bold: set[str]) -> str:
    lines = ["| package | version | licence | needs |", "| --- | --- | --- | --- |"]
    for name in sorted(names):
        if package := packages.get(name):
            shown = f"**{name}**" if name in bold else name
            licence = package.licence.replace("|", "\\|")
            lines.append(f"| {shown} | {package.version} | {licence} | {', '.join(package.needs)} |")
    return "\n".join(lines)


def _needs(package: Distribution) -> set[str]:
    requirements = map(Requirement, package.requires or ())
    # Markers with "extra" are false here: the project asks for no extras.
    return {canonicalize_name(one.name) for one in requirements if not one.marker or one.marker.evaluate({"extra": ""})}


def main() -> int:
    """Writes the document; returns 1 if a package is missing or states no licence."""
    app, training, locked = pinned(SERVING), pinned("requirements.txt"), pinned("requirements.lock")
    ours = app | training
    found = installed([*ours, *locked])
    missing = sorted(set(ours) - set(found))
    silent = sorted(name for name, package in found.items() if package.licence == "not stated")
    if missing or silent:
        print(f"Not installed: {', '.join(missing) or '-'}. Without a licence: {', '.join(silent) or '-'}.")
        return 1
    serving = sorted(installed(app))
    DOCUMENT.write_text(document(serving, sorted(ours), ours), "utf-8")
    print(f"Wrote {DOCUMENT.relative_to(ROOT)}: {len(found)} packages.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
