"""The command line: python -m wardrobe classify."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from model.card import ExportError
from model.startup import quiet_native_logs


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 1 when some files could not be read, 2 when it was wrong."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options)
    except ExportError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` has read enough
        return 0
    return status


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
        elif answer.prediction is None:
            print(f"{answer.file}: {answer.outcome}: {answer.error}", flush=True)
        else:
            label, confidence = answer.prediction.label, answer.prediction.confidence
            print(f"{answer.file}: {answer.outcome}: {label} ({confidence:.0%})", flush=True)
    if skipped:
        print(f"{skipped} files without an image suffix were skipped.", file=sys.stderr)
    if not photos:
        print("There are no photos there. Name files, or folders that hold some.", file=sys.stderr)
    return 1 if errors else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wardrobe", description="Sort photos of clothes.")
    commands = parser.add_subparsers(required=True, metavar="classify")
    classify = commands.add_parser("classify", help="say what is on photos, and how sure that is")
    classify.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders to walk")
    classify.add_argument("--model", default="photo", metavar="NAME[/VERSION]", help="an export (default: photo)")
    classify.add_argument("--json", action="store_true", help="one JSON object a line")
    classify.set_defaults(command=_classify)
    return parser


if __name__ == "__main__":
    sys.exit(main())
