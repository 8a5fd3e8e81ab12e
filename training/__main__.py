"""The command line: python -m training COMMAND; `training.arguments` has the options of each."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from data.errors import DataError
from data.labels import has_dataset_classes
from model.exports.card import ExportError
from model.networks.config import ConfigError
from model.startup import exit_status, quiet_native_logs
from training.arguments import parser_for
from training.run import Run, RunError, as_json

if TYPE_CHECKING:
    from training.config import TrainConfig
    from training.photos.negatives import Negatives

_PICTURES = (".png", ".jpg")
_STUDY_RUNS = Path("runs") / "studies"
USER_ERRORS = (DataError, ExportError, ConfigError, RunError, OSError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 2 if the command or the data were wrong, 130 if interrupted."""
    options = parser_for(_COMMANDS).parse_args(arguments)
    return exit_status(options.command, options, USER_ERRORS)


def _list(options: argparse.Namespace) -> int:
    from training.listing import print_listing, read_rows

    if options.json:
        for row in read_rows():
            print(json.dumps(row))
    else:
        print_listing(Console())
    return 0


def _train(options: argparse.Namespace) -> int:
    with quiet_native_logs():
        config, out, photos, negatives = _what_to_train(options)
    if config.deterministic:
        # TensorFlow reads it once, when it runs its first operation.
        os.environ["TF_DETERMINISTIC_OPS"] = "1"
    _start_keras()
    from training.photos.train import train_photos
    from training.printing import print_result
    from training.segmentation.train import train_segmenter
    from training.train import train

    console = Console(stderr=True)
    shared: dict[str, Any] = {"data_dir": options.data_dir, "resume": options.resume, "console": console}
    try:
        if photos is None:
            result = train(config, out, **shared)
        elif config.model.segments:
            result = train_segmenter(config, out, photos, negatives=negatives.folders, **shared)
        else:
            result = train_photos(config, out, photos, negatives=negatives, **shared)
    except KeyboardInterrupt:
        console.print("\nInterrupted. Every whole epoch is saved; continue with:", highlight=False)
        console.print(f"  python -m training train --out {out} --resume", soft_wrap=True, highlight=False)
        # TensorFlow's threads can keep an interrupted process alive for seconds.
        sys.stderr.flush()
        os._exit(130)
    print_result(Console(), out, result)
    return 0


def _what_to_train(options: argparse.Namespace) -> tuple["TrainConfig", Path, list[Path] | None, "Negatives"]:
    """The configuration, the run's directory, and the photo folders and negatives of a training on photos."""
    from training.config import read_settings, train_config

    if options.model is None:
        deciding = ("preset", "config", "set", "seed", "folds", "deterministic", "negatives")
        if not options.resume or options.out is None or any(getattr(options, name) is not None for name in deciding):
            raise ConfigError(
                "Expected --model NAME, or --resume with --out alone. `python -m training list` shows the names."
            )
        run = Run(options.out)
        if options.photos and run.photos_dir is None:
            raise ConfigError(f"{options.out} is not a training on photos. Leave out --photos.")
        return run.config(), options.out, options.photos or run.photos_dirs, run.negatives
    for name in ("folds", "negatives"):
        if getattr(options, name) and not options.photos:
            raise ConfigError(f"Expected --photos DIR with --{name}, which is about photos.")
    preset = options.preset or "quick"
    of_file = read_settings(options.config) if options.config else []
    given = {name: getattr(options, name) for name in ("seed", "folds", "deterministic")}
    flags = [f"{name}={value}" for name, value in given.items() if value is not None]
    settings = [*of_file, *flags, *(options.set or ())]  # the later ones win
    config = train_config(options.model, preset, settings, photos=options.photos is not None)
    if config.model.segments and _negatives(options).labels:
        raise ConfigError("Expected folders with --negatives for a segmenter, not labels.")
    out = options.out or Path("runs") / f"{options.model}-{preset}-seed{config.seed}"
    return config, out, options.photos, _negatives(options)


def _negatives(options: argparse.Namespace) -> "Negatives":
    from training.photos.negatives import Negatives

    return Negatives.parse([entry.strip() for entry in (options.negatives or "").split(",") if entry.strip()])


def _evaluate(options: argparse.Namespace) -> int:
    for name in ("failures", "negatives"):
        if getattr(options, name) and not options.photos:
            raise ConfigError(f"Expected --photos DIR with --{name}, which is about photos.")
    if options.failures and options.failures.suffix.lower() not in _PICTURES:
        raise ConfigError(f"Expected --failures to end in {' or '.join(_PICTURES)}. Received: {options.failures}.")
    from training.photos.masks import is_tagged

    if options.photos and is_tagged(options.photos):
        return _evaluate_pieces(options)
    with quiet_native_logs():
        from training.evaluate import load_subject
        from training.photos.evaluation import score_photos
        from training.scoring import score_test

        subject = load_subject(options.subject)
    from training.printing import print_photo_report, print_test_report

    test = score_test(subject, options.data_dir, required=not options.photos)
    if isinstance(test, str):
        print(test, file=sys.stderr)
    else:
        _show(options, test, print_test_report)
    if options.photos:
        report = score_photos(subject, options.photos, _negatives(options), options.failures, Console(stderr=True))
        _show(options, report, print_photo_report)
    if options.failures:
        print(options.failures, file=sys.stderr)
    return 0


def _evaluate_pieces(options: argparse.Namespace) -> int:
    """Scores photos of people, whose pieces have tags."""
    from model.predictor import Predictor
    from training.photos.piece_evaluation import score_pieces
    from training.printing import photo_progress, print_piece_report

    if options.failures or options.negatives:
        raise ConfigError("Expected --failures and --negatives with labelled photos only. Received: photos with tags.")
    with photo_progress(Console(stderr=True)) as progress:
        report = score_pieces(Predictor.load(options.subject), options.photos, progress)
    _show(options, report, print_piece_report)
    return 0


def _show(options: argparse.Namespace, report: Mapping[str, Any], printed: Callable[[Console, Any], None]) -> None:
    if options.json:
        print(as_json(report), flush=True)
    else:
        printed(Console(), report)


def _export(options: argparse.Namespace) -> int:
    _start_keras()
    from training.export_run import export_run
    from training.printing import print_export

    run = Run(options.run)
    with quiet_native_logs():
        directory = export_run(run, options.to, options.data_dir)
    print(directory)
    job = "segmenter" if run.config().model.segments else "photo" if run.photos_dir else "fashion-mnist"
    if job == "fashion-mnist" and not has_dataset_classes(run.class_names):
        job = ""
    print_export(Console(stderr=True), run.path, directory, job, "test" in run.figures())
    return 0


def _promote(options: argparse.Namespace) -> int:
    from model.exports.live import promote
    from model.exports.store import find_export

    directory = promote(find_export(options.export), options.job, force=options.force)
    print(f"{directory} is now live as {options.job}")
    return 0


def _distil_targets(options: argparse.Namespace) -> int:
    if options.out.suffix != ".npz":
        raise ConfigError(f"Expected --out to end in .npz. Received: {options.out}.")
    _start_keras()
    from training.distillation import write_targets

    with quiet_native_logs():
        written = write_targets([Run(run) for run in options.runs], options.out, options.data_dir)
    print(
        f"{options.out}: logits of {written['n']:,} training images, right on {written['accuracy']:.2%} of them; "
        f"{written['crossed']:.0%} from runs that were not trained on the image"
    )
    print(f"Distil them with: python -m training train --model NAME --set teacher={options.out}")
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
        console.print("\nInterrupted. Every whole epoch is saved; the same command continues.", highlight=False)
        return 130
    print(out)
    return 1 if failures else 0


def _report(options: argparse.Namespace) -> int:
    _start_keras()
    from training.report.writing import write_report

    with quiet_native_logs():
        files = write_report(
            options.subject,
            options.out,
            runs_dir=_STUDY_RUNS,
            data_dir=options.data_dir,
            photos=options.photos,
            authors=options.author,
        )
    for file in files:
        print(file)
    return 0


def _make_dataset(options: argparse.Namespace) -> int:
    from training.folder_dataset import write_folder_dataset
    from training.printing import photo_progress

    with quiet_native_logs(), photo_progress(Console(stderr=True)) as progress:
        folder = write_folder_dataset(options.photos, options.to, options.classes, progress)
    print(folder.summary(), file=sys.stderr)
    print(options.to)
    print(f"Train on it with: python -m training train --model NAME --data-dir {options.to}", file=sys.stderr)
    return 0


def _show_pictures(options: argparse.Namespace) -> int:
    with quiet_native_logs():
        from training.show.command import run_show

        run_show(options, Console())
    return 0


def _start_keras() -> None:
    with quiet_native_logs():
        import keras

        keras.ops.zeros(())


_COMMANDS = {
    "list": _list,
    "train": _train,
    "evaluate": _evaluate,
    "export": _export,
    "promote": _promote,
    "distil-targets": _distil_targets,
    "compare": _compare,
    "report": _report,
    "make-dataset": _make_dataset,
    "show": _show_pictures,
}


if __name__ == "__main__":
    sys.exit(main())
