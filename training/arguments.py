"""The options of the command line: python -m training COMMAND."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from model.exports.store import JOBS

Command = Callable[[argparse.Namespace], int]


def parser_for(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser, which sets ``command`` to one of ``commands``, by name."""
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Trains, evaluates and exports networks. Runs and exports are written to the folder runs of the "
        "current directory, unless --out or --to names another one.",
    )
    subparsers = parser.add_subparsers(required=True, metavar="|".join(commands))

    def add(name: str, text: str) -> argparse.ArgumentParser:
        subparser = subparsers.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        subparser.set_defaults(command=commands[name])
        return subparser

    listing = add("list", "show the networks with their options, the presets, and the exports")
    listing.add_argument("--json", action="store_true", help="print one JSON object per network and line")

    train = add("train", "train a network, and calibrate it on images that are held out")
    train.add_argument("--model", metavar="NAME", help="the network; `list` shows the names")
    train.add_argument("--preset", metavar="smoke|quick|full", help="how long to train (default: quick)")
    train.add_argument("--config", type=Path, metavar="FILE.toml", help="a file of options; --set overrides it")
    train.add_argument("--set", action="append", metavar="KEY=VALUE", help="an option of the network or the training")
    train.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of Fashion-MNIST's four files")
    train.add_argument(
        "--photos", type=Path, nargs="+", metavar="DIR", help="labelled photos, for networks that learn from them"
    )
    _add_negatives(train)
    train.add_argument("--folds", type=int, metavar="K", help="hold out each of K parts of the photos in turn")
    train.add_argument("--seed", type=int, metavar="N", help="seed of weights, order and augmentation (default: 0)")
    train.add_argument(
        "--deterministic", action="store_const", const=True, help="same seed, same weights, on the same machine"
    )
    train.add_argument("--out", type=Path, metavar="RUN_DIR", help="default: runs/NAME-PRESET-seedN")
    train.add_argument("--resume", action="store_true", help="continue RUN_DIR after its last whole epoch")

    evaluate = add("evaluate", "score an export or a run on the test images, and on photos")
    evaluate.add_argument("subject", metavar="EXPORT_OR_RUN")
    evaluate.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of Fashion-MNIST's four files")
    evaluate.add_argument("--photos", type=Path, metavar="DIR", help="a folder of labelled photos")
    _add_negatives(evaluate)
    evaluate.add_argument("--failures", type=Path, metavar="FILE.png", help="draw the most confident errors on photos")
    evaluate.add_argument("--json", action="store_true", help="print one JSON object per data set and line")

    export = add("export", "write a finished run as a SavedModel with its card")
    export.add_argument("run", type=Path, metavar="RUN_DIR")
    export.add_argument("--to", type=Path, metavar="DIR/NAME/VERSION", help="default: the next runs/exports/NAME/N")
    export.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")

    promote = add("promote", "make an export the live one, which app and command line use")
    promote.add_argument("export", metavar="EXPORT")
    promote.add_argument("--as", dest="job", choices=JOBS, required=True, help="what it is used for")
    promote.add_argument("--force", action="store_true", help="even if its held-out score is worse than the live one's")

    distil = add("distil-targets", "write the logits of runs on the training images, to distil them into a network")
    distil.add_argument("runs", type=Path, nargs="+", metavar="RUN_DIR")
    distil.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    distil.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")

    compare = add("compare", "train the missing runs of a study, and write its tables and figures")
    compare.add_argument("study", nargs="?", metavar="STUDY", help="a shipped study or a TOML file; default: list them")
    compare.add_argument("--out", type=Path, metavar="DIR", help="for tables and figures (default: the study's folder)")
    compare.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of Fashion-MNIST's four files")

    report = add("report", "write a page and a PDF about a finished run or study")
    report.add_argument("subject", metavar="RUN_OR_STUDY")
    report.add_argument("--out", type=Path, metavar="DIR", help="default: the folder of the run or the study")
    report.add_argument("--photos", type=Path, metavar="DIR", help="labelled photos to evaluate the network on")
    report.add_argument("--author", action="append", default=[], metavar="NAME", help="for its head; may be repeated")
    report.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")

    dataset = add("make-dataset", "write class folders of photos as a data set of 28×28 pixels, for --data-dir")
    dataset.add_argument("photos", type=Path, metavar="DIR", help="one folder of photos for each class, or photos.csv")
    dataset.add_argument("--to", type=Path, required=True, metavar="DATA_DIR", help="a new or empty folder")
    dataset.add_argument(
        "--classes", choices=("own", "fashion-mnist"), default="own", help="default: own, one per label"
    )

    _add_topics(add("show", "draw the data, a network, single predictions or augmented images, as PNG or HTML"))
    return parser


def _add_topics(show: argparse.ArgumentParser) -> None:
    """The four things that `show` draws."""
    topics = show.add_subparsers(dest="topic", required=True, metavar="data|model|predictions|augmentation")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        topic = topics.add_parser(name, help=text, description=f"Draws {text}.")
        topic.add_argument("--out", type=Path, metavar="FILE", help="PNG or HTML (default: runs/show/NAME.png)")
        return topic

    data = add("data", "labelled images, one with its grey levels, and the balance of the classes")
    model = add("model", "the layers of a network, with a table of shapes, parameters and multiply-adds")
    model.add_argument("subject", metavar="RUN_OR_EXPORT_OR_NETWORK")
    predictions = add("predictions", "single images beside the probabilities that a run or an export gives each class")
    predictions.add_argument("subject", metavar="RUN_OR_EXPORT")
    predictions.add_argument("--images", default="0..14", metavar="0..14", help="also 3,7,12 (default: 0..14)")
    predictions.add_argument("--test", action="store_true", help="test images, once `evaluate` has scored them")
    augmentation = add("augmentation", "training images beside what a training makes of them")
    augmentation.add_argument("subject", metavar="RUN_OR_NETWORK")
    augmentation.add_argument("--preset", metavar="PRESET", help="of a network (default: quick)")
    for topic in (model, augmentation):
        topic.add_argument("--set", action="append", metavar="KEY=VALUE", help="an option, for the name of a network")
    for topic in (data, predictions, augmentation):
        topic.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of Fashion-MNIST's four files")


def _add_negatives(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--negatives",
        metavar="LABELS_OR_DIRS",
        help="labels, or folders of photos, that are none of the classes; separated by commas",
    )
