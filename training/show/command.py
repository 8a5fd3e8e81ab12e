"""The command `training show`: what it is asked for, shown, printed and written."""

import argparse

from rich.console import Console

from training.show.shown import Shown, check_file, print_shown, write_shown


def run_show(options: argparse.Namespace, console: Console) -> None:
    """Prints tables, writes the figures, and prints the name of their file last."""
    check_file(options.out)
    shown = _shown(options)
    print_shown(console, shown)
    print(write_shown(shown, options.out))


def _shown(options: argparse.Namespace) -> Shown:
    # Imported late: data and stored predictions are shown without Keras, whose import takes seconds.
    match options.topic:
        case "data":
            from training.show.data import show_data

            return show_data(options.data_dir)
        case "model":
            from training.show.network import show_model

            return show_model(options.subject, options.set or ())
        case "augmentation":
            from training.show.augmentation import show_augmentation

            return show_augmentation(options.subject, options.preset, options.set or (), options.data_dir)
    from training.show.predictions import image_numbers, show_predictions

    numbers = image_numbers(options.images)
    return show_predictions(options.subject, numbers, test=options.test, data_dir=options.data_dir)
