"""How images, predictions and grey levels are drawn. Nothing here computes; a network is drawn by `network_drawing`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.palette import BLUE, GREY, RED
from training.figure_style import PAPER, WIDTH, styled
from training.report.figures import draw_distributions, draw_gallery, draw_tiles

__all__ = ["Prediction", "draw_distributions", "draw_labelled", "draw_pixels", "draw_predictions", "draw_tiles"]

_PAIRS = 3  # images with their bars in a row


@dataclass(frozen=True)
class Prediction:
    """What a network predicts for one image.

    Attributes:
        number: the image's place in its part of the data.
        image: uint8 (28, 28).
        probabilities: float (C,).
        label: the number of its class.
    """

    number: int
    image: np.ndarray
    probabilities: np.ndarray
    label: int

    @property
    def predicted(self) -> int:
        """The class of the highest probability."""
        return int(self.probabilities.argmax())

    @property
    def is_right(self) -> bool:
        """Whether that is the label."""
        return self.predicted == self.label


def draw_labelled(images: np.ndarray, labels: Sequence[str]) -> Figure:
    """Images, uint8 (N, 28, 28), each above its label, five in a row."""
    figure = draw_gallery(list(images), labels, columns=5)
    assert figure is not None  # a data set that can be read has images
    return figure


@styled
def draw_pixels(image: np.ndarray, label: str) -> Figure:
    """One image, uint8 (28, 28), with a colour for each grey level and a bar that says which."""
    figure = Figure((WIDTH, 2.9), layout="constrained")
    ax = figure.subplots()
    shown = ax.imshow(image, cmap="viridis", vmin=0, vmax=255, interpolation="none")
    ax.set(title=label, xlabel="column", ylabel="row")
    figure.colorbar(shown, ax=ax, label="grey level", shrink=0.9).outline.set_visible(False)
    return figure


@styled
def draw_predictions(predictions: Sequence[Prediction], class_names: Sequence[str]) -> Figure:
    """Each image beside the probabilities of all classes, as in TensorFlow's basic classification tutorial.

    The text is blue where the prediction is right and red where it is wrong; the bar of the prediction is red, that of
    the label blue.
    """
    columns = min(_PAIRS, len(predictions))
    rows = -(-len(predictions) // columns)
    large = len(predictions) == 1
    height, names = (2.4, 0.3) if large else (1.22, 0.35)  # inches: of a row, and of the names below the last bars
    figure = Figure((2 * WIDTH if columns > 1 else 1.3 * WIDTH, rows * height + names))
    grid = figure.subplots(rows, 2 * columns, squeeze=False)
    top = 1 - 0.05 / figure.get_figheight()
    figure.subplots_adjust(0.04, (names + 0.22) / figure.get_figheight(), 0.99, top, 0.12, 0.38)
    for ax in grid.flat:
        ax.set_axis_off()
    for place, prediction in enumerate(predictions):
        row, column = divmod(place, columns)
        picture, bars = grid[row, 2 * column], grid[row, 2 * column + 1]
        _draw_image(picture, prediction, class_names)
        _draw_bars(bars, prediction, class_names if place + columns >= len(predictions) else ())
    return figure


def _draw_image(ax: Axes, prediction: Prediction, class_names: Sequence[str]) -> None:
    ax.set_axis_on()
    ax.imshow(prediction.image, **PAPER, vmin=0, vmax=255)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color=GREY, linewidth=0.4)
    percent = f"{prediction.probabilities[prediction.predicted]:.0%}"
    mark = "" if prediction.is_right else "✗ "
    text = f"{mark}{class_names[prediction.predicted]} {percent}\n({class_names[prediction.label]})"
    ax.set_xlabel(text, color=BLUE if prediction.is_right else RED, fontsize=6.5, labelpad=2, linespacing=1.15)
    ax.set_ylabel(str(prediction.number), color=GREY, fontsize=6, rotation=0, ha="right", va="center", labelpad=2)


def _draw_bars(ax: Axes, prediction: Prediction, names: Sequence[str]) -> None:
    """The probabilities, with the ``names`` of the classes below, or their numbers if there are none."""
    ax.set_axis_on()
    classes = range(len(prediction.probabilities))
    bars = ax.bar(classes, prediction.probabilities, color=GREY)
    bars[prediction.predicted].set_color(RED)
    bars[prediction.label].set_color(BLUE)
    ax.set(ylim=(0, 1), yticks=[])
    ax.spines["left"].set_visible(False)
    ax.tick_params(length=0, pad=1.5)
    ax.set_xticks(classes, names or [str(number) for number in classes], rotation=90 if names else 0, fontsize=5.5)
