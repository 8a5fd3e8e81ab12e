"""The command line: python -m training list|train|evaluate|export|distil-targets|compare|report."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from data.errors import DataError
from data.folders import load_photo_folder
from data.labels import CLASS_NAMES
from model.exports.card import ExportError
from model.networks.config import ConfigError
from model.startup import exit_status, quiet_native_logs
from training.run import Run, RunError

if TYPE_CHECKING:
    from training.config import TrainConfig

_PICTURES = (".png", ".jpg")
_STUDY_RUNS = Path("runs") / "studies"
USER_ERRORS = (DataError, ExportError, ConfigError, RunError, OSError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 2 when the command was wrong, 130 when it was interrupted."""
    options = _parser().parse_args(arguments)
    return exit_status(options.command, options, USER_ERRORS)


def _list(options: argparse.Namespace) -> int:
    from training.listing import model_rows, print_listing

    _start_keras()
    if options.json:
        for row in model_rows():
            print(json.dumps(row))
    else:
        print_listing(Console())
    return 0


def _train(options: argparse.Namespace) -> int:
    with quiet_native_logs():
        config, out, photos = _what_to_train(options)
    if config.deterministic:
        # TensorFlow reads it once, when it runs its first operation.
        os.environ["TF_DETERMINISTIC_OPS"] = "1"
    _start_keras()
    from training.photos.train import train_photos
    from training.printing import print_result
    from training.train import train

    console = Console(stderr=True)
    try:
        if photos is None:
            result = train(config, out, data_dir=options.data_dir, resume=options.resume, console=console)
        else:
            result = train_photos(
                config, out, photos, data_dir=options.data_dir, resume=options.resume, console=console
            )
    except KeyboardInterrupt:
        again = " ".join(["python -m training train", f"--out {out}", "--resume"])
        console.print(f"\nInterrupted. Whole epochs are kept; go on with: {again}", soft_wrap=True, highlight=False)
        # At once: TensorFlow's threads can keep an interrupted process from ending for seconds.
        sys.stderr.flush()
        os._exit(130)
    print_result(Console(), out, result)
    return 0


def _what_to_train(options: argparse.Namespace) -> tuple["TrainConfig", Path, Path | None]:
    """The configuration, the run's directory, and the folder of photos if it learns from one."""
    from training.config import read_settings, train_config

    if options.model is None:
        deciding = ("preset", "config", "set", "seed", "folds", "deterministic")
        given = [name for name in deciding if getattr(options, name) is not None]
        if not options.resume or options.out is None or given:
            raise ConfigError(
                "Expected --model NAME, or --resume with --out alone. `python -m training list` shows the names."
            )
        run = Run(options.out)
        if options.photos and run.photos_dir is None:
            raise ConfigError(f"{options.out} does not learn from photos. Leave --photos out.")
        return run.config(), options.out, options.photos or run.photos_dir
    if options.folds and not options.photos:
        raise ConfigError("Expected --photos DIR with --folds: it is photos that are held out by who took them.")
    preset = options.preset or "quick"
    of_file = read_settings(options.config) if options.config else []
    given = {name: getattr(options, name) for name in ("seed", "folds", "deterministic")}
    flags = [f"{name}={value}" for name, value in given.items() if value is not None]
    settings = [*of_file, *flags, *(options.set or ())]  # the later ones win
    config = train_config(options.model, preset, settings, photos=options.photos is not None)
    out = options.out or Path("runs") / f"{options.model}-{preset}-seed{config.seed}"
    return config, out, options.photos


def _evaluate(options: argparse.Namespace) -> int:
    if options.failures and not options.photos:
        raise ConfigError("Expected --photos DIR with --failures: it is their failures that are drawn.")
    if options.failures and options.failures.suffix.lower() not in _PICTURES:
        raise ConfigError(f"Expected --failures to end in {' or '.join(_PICTURES)}. Received: {options.failures}.")
    with quiet_native_logs():
        from training.evaluate import answer_photos, evaluate_test, load_subject, report_answers
        from training.photos.failures import draw_failures

        subject = load_subject(options.subject)
    from training.printing import photo_progress, print_photo_report, print_test_report

    photos = load_photo_folder(options.photos, subject.class_names) if options.photos else []
    if options.data_dir or not photos or subject.class_names == CLASS_NAMES:
        report = evaluate_test(subject, options.data_dir)
        if options.json:
            print(json.dumps(report), flush=True)
        else:
            print_test_report(Console(), report)
    if photos:
        with photo_progress(Console(stderr=True)) as progress:
            answered = answer_photos(subject, photos, progress)
        report = report_answers(subject, answered)
        if options.json:
            print(json.dumps(report), flush=True)
        else:
            print_photo_report(Console(), report)
    if options.failures:
        draw_failures(subject, answered, options.failures)
        print(options.failures, file=sys.stderr)
    return 0


def _export(options: argparse.Namespace) -> int:
    _start_keras()
    from training.export_run import export_run

    with quiet_native_logs():
        directory = export_run(Run(options.run), options.to, options.data_dir)
    print(directory)
    return 0


def _distil_targets(options: argparse.Namespace) -> int:
    if options.out.suffix != ".npz":
        raise ConfigError(f"Expected --out to end in .npz. Received: {options.out}.")
    _start_keras()
    from training.distillation import distil

    with quiet_native_logs():
        lesson = distil([Run(run) for run in options.runs], options.out, options.data_dir)
    print(
        f"{options.out}: right on {lesson['accuracy']:.2%} of {lesson['n']:,} training images; "
        f"{lesson['crossed']:.0%} answered by runs that had not learnt them"
    )
    print(f"learn from it with: python -m training train --model NAME --set teacher={options.out}")
    return 0


def _compare(options: argparse.Namespace) -> int:
    from training.studies.compare import compare, print_studies
    from training.studies.config import find_study

    if options.study is None:
        print_studies(Console())
        return 0
    study = find_study(options.study)
    out, console = options.out or study.directory, Console(stderr=True)
    _start_keras()
    try:
        failures = compare(study, out, runs_dir=_STUDY_RUNS, data_dir=options.data_dir, console=console)
    except KeyboardInterrupt:
        console.print("\nInterrupted. Whole epochs are kept; the same command goes on.", highlight=False)
        return 130
    print(out)
    return 1 if failures else 0


def _report(options: argparse.Namespace) -> int:
    _start_keras()
    from training.report.writing import write_report

    with quiet_native_logs():
        files = write_report(
            options.subject, options.out, runs_dir=_STUDY_RUNS, data_dir=options.data_dir, photos=options.photos
        )
    for file in files:
        print(file)
    return 0


def _start_keras() -> None:
    with quiet_native_logs():
        import keras

        keras.ops.zeros(())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train, evaluate and export networks.")
    commands = parser.add_subparsers(required=True, metavar="list|train|evaluate|export|distil-targets|compare|report")

    listing = commands.add_parser("list", help="the networks, their options, and the presets")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    listing.set_defaults(command=_list)

    train = commands.add_parser("train", help="train a network, calibrate it, and score it once on the test images")
    train.add_argument("--model", metavar="NAME")
    train.add_argument("--preset", metavar="smoke|quick|full", help="how long to train (default: quick)")
    train.add_argument("--config", type=Path, metavar="FILE.toml", help="the same options from a file; --set wins")
    train.add_argument("--set", action="append", metavar="KEY=VALUE", help="an option of the network or the training")
    train.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of the four official files")
    train.add_argument("--photos", type=Path, metavar="DIR", help="labelled photos, for networks that learn from them")
    train.add_argument("--folds", type=int, metavar="K", help="hold out each of K parts of the people in turn")
    train.add_argument("--seed", type=int, metavar="N")
    train.add_argument(
        "--deterministic", action="store_const", const=True, help="the same weights from the same seed, here"
    )
    train.add_argument("--out", type=Path, metavar="RUN_DIR", help="default: runs/NAME-PRESET-seedN")
    train.add_argument("--resume", action="store_true", help="go on after the last whole epoch of RUN_DIR")
    train.set_defaults(command=_train)

    evaluate = commands.add_parser("evaluate", help="score an export or a run on the test images, and on photos")
    evaluate.add_argument("subject", metavar="EXPORT_OR_RUN")
    evaluate.add_argument("--data-dir", type=Path, metavar="DIR")
    evaluate.add_argument("--photos", type=Path, metavar="DIR", help="a folder of labelled photos")
    evaluate.add_argument("--failures", type=Path, metavar="FILE.png", help="draw the surest mistakes on photos")
    evaluate.add_argument("--json", action="store_true", help="one JSON object a line")
    evaluate.set_defaults(command=_evaluate)

    export = commands.add_parser("export", help="write a finished run as a SavedModel with its card")
    export.add_argument("run", type=Path, metavar="RUN_DIR")
    export.add_argument("--to", type=Path, metavar="DIR/NAME/VERSION")
    export.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")
    export.set_defaults(command=_export)

    distil = commands.add_parser("distil-targets", help="write what runs answer to the training images, to learn from")
    distil.add_argument("runs", type=Path, nargs="+", metavar="RUN_DIR")
    distil.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    distil.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")
    distil.set_defaults(command=_distil_targets)

    compare = commands.add_parser("compare", help="train what a study lacks, and write its tables and figures")
    compare.add_argument("study", nargs="?", metavar="STUDY", help="a shipped study or a TOML file; without, a list")
    compare.add_argument("--out", type=Path, metavar="DIR", help="where tables and figures go (default: the study's)")
    compare.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of the four official files")
    compare.set_defaults(command=_compare)

    report = commands.add_parser("report", help="write a page and a PDF about a finished run or study")
    report.add_argument("subject", metavar="RUN_OR_STUDY")
    report.add_argument("--out", type=Path, metavar="DIR", help="default: the folder of the run or the study")
    report.add_argument("--photos", type=Path, metavar="DIR", help="labelled photos to try the network on")
    report.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder, if it has moved")
    report.set_defaults(command=_report)
    return parser


if __name__ == "__main__":
    sys.exit(main())
