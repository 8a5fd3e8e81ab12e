"""Command line: ``python -m data.drawn DIR``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from data.drawn.dataset import write_drawn_dataset
from data.errors import DataError


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if int(text) < least:
            raise argparse.ArgumentTypeError(f"expected {least} or more, received {text}")
        return int(text)

    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0, or 2 after an error message on stderr."""
    parser = argparse.ArgumentParser(prog="python -m data.drawn", description="Write a data set of drawn garments.")
    count, seed = _at_least(10), _at_least(0)  # one image of every class
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--train", type=count, default=2000, metavar="N", help="training images (2000)")
    parser.add_argument("--test", type=count, default=500, metavar="N", help="test images (500)")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="another seed draws other garments (0)")
    options = parser.parse_args(arguments)
    try:
        write_drawn_dataset(options.directory, options.train, options.test, options.seed)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
