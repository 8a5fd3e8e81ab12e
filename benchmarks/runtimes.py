"""make speed: how far LiteRT's answers are from TensorFlow's, for every shipped export; read by the Models page."""

import sys

from data.drawn.scenes import draw_scenes
from data.photos.garment import Garment
from model.exports.card import Card
from model.exports.store import EXPORTED, list_exports
from model.garments import find_garment
from model.predictor import Predictor
from model.runtime_comparison import RUNTIMES_FILE, compare_runtimes, write_comparisons


def main() -> int:
    """Compares all exports that classify, on drawn photos, in a minute, and writes the file."""
    garments = drawn_garments()
    comparisons = []
    for directory in list_exports(EXPORTED):
        if Card.read(directory).architecture.segments:
            continue
        predictors = {runtime: Predictor(directory, runtime) for runtime in ("tensorflow", "litert")}
        comparisons.append(compare_runtimes(predictors, garments))
    write_comparisons(comparisons, EXPORTED / RUNTIMES_FILE)
    return 0


def drawn_garments() -> list[Garment]:
    """The garments in the photos of `draw_scenes`."""
    return [find_garment(scene.image) for scene in draw_scenes()]


if __name__ == "__main__":
    sys.exit(main())
