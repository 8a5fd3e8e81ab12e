"""The command line: python -m wardrobe classify."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from model.card import ExportError
from model.startup import exit_status, quiet_native_logs

if TYPE_CHECKING:
    from wardrobe.sorting import Answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 1 when some files could not be read, 2 when it was wrong."""
    options = _parser().parse_args(arguments)
    return exit_status(options.command, options, (ExportError, OSError))


def _classify(options: argparse.Namespace) -> int:
    from model.classifier import Classifier
    from model.exports import find_export
    from wardrobe.sorting import classify_files, find_photos

    photos, skipped = find_photos(options.paths)
    with quiet_native_logs():
        classifier = Classifier(find_export(options.model))
    errors = 0
    for answer in classify_files(photos, classifier):
        errors += answer.outcome == "error"
        if options.json:
            print(json.dumps(answer.to_json(classifier)), flush=True)
        else:
            print(_line(answer), flush=True)
    if skipped:
        print(f"{skipped} files without an image suffix were skipped.", file=sys.stderr)
    if not photos:
        print("There are no photos there. Name files, or folders that hold some.", file=sys.stderr)
    return 1 if errors else 0


def _line(answer: "Answer") -> str:
    """An answer for a person; a file's name comes from outside and may hold what no terminal should be sent."""
    file = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in answer.file)
    if answer.prediction is None:
        return f"{file}: {answer.outcome}: {answer.error}"
    return f"{file}: {answer.outcome}: {answer.prediction.label} ({answer.prediction.confidence:.0%})"


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("expected a path, received an empty word")
    return Path(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wardrobe", description="Sort photos of clothes.")
    commands = parser.add_subparsers(required=True, metavar="classify")
    classify = commands.add_parser("classify", help="say what is on photos, and how sure that is")
    classify.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files, or folders to walk")
    classify.add_argument("--model", default="photo", metavar="NAME[/VERSION]", help="an export (default: photo)")
    classify.add_argument("--json", action="store_true", help="one JSON object a line")
    classify.set_defaults(command=_classify)
    return parser


if __name__ == "__main__":
    sys.exit(main())
