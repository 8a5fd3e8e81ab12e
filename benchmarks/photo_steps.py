"""The time of a photo from file to prediction, step by step."""

import cv2

from benchmarks.measuring import median_seconds
from data.drawn.scenes import SURFACES, draw_scene
from data.photos.recipes import read_picture
from model.garments import find_garment, read_garment
from model.predictor import Predictor
from wardrobe.store.pictures import jpeg

STEPS = ("decode", "segment", "frame", "classify")


def drawn_photos(count: int) -> list[bytes]:
    """JPEG files of 480×640 pixels: garments of all ten classes on all surfaces."""
    return [jpeg(draw_scene(i % 10, seed=i, surface=SURFACES[i % 3]).image) for i in range(count)]


def large_photo() -> bytes:
    """A JPEG file of 12 megapixels, as from a phone."""
    return jpeg(cv2.resize(draw_scene(0, seed=1).image, (3000, 4000)))


def step_milliseconds(files: list[bytes], predictor: Predictor) -> list[float]:
    """Milliseconds per photo of each of `STEPS`, with OpenCV on one core."""
    pictures = [read_picture(content) for content in files]
    garments = [read_garment(content) for content in files]
    inputs = [predictor.input_of(garment) for garment in garments]
    steps = (
        lambda: [read_picture(content) for content in files],
        lambda: [find_garment(picture) for picture in pictures],
        lambda: [predictor.input_of(garment) for garment in garments],
        lambda: [predictor.predict_images(one[None]) for one in inputs],
    )
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return [1000 * median_seconds(step) / len(files) for step in steps]
    finally:
        cv2.setNumThreads(threads)
