"""The photos of the app's example: drawn garments, two in one photo, and a mug.

Together they show every outcome of sorting, as a test with the live export checks.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from data.drawn.clothes import SANDAL, T_SHIRT, TROUSERS
from data.drawn.scenes import draw_samples, draw_scene, draw_surface

Image = NDArray[np.uint8]

_BLEND = 48  # pixels where two photos pass into each other
_FINE = 4  # outlines are drawn so much larger, and reduced, for smooth edges


def draw_examples() -> list[tuple[str, Image]]:
    """File names and photos, uint8 (H, W, 3) RGB, always the same."""
    samples = [(name, scene.image) for name, scene in draw_samples() if scene.label != SANDAL]
    plain = draw_scene(T_SHIRT, 0, "page").image
    two = draw_side_by_side((T_SHIRT, TROUSERS), seed=3)
    return [*samples, ("t-shirt-on-page.jpg", plain), ("two-on-page.jpg", two), ("mug-on-page.jpg", draw_mug(seed=1))]


def draw_side_by_side(labels: tuple[int, int], seed: int) -> Image:
    """Two garments beside each other on white paper, uint8 (640, 912, 3) RGB."""
    left, right = (
        draw_scene(label, seed + number, "page").image.astype(np.float32) for number, label in enumerate(labels)
    )
    passing = np.linspace(1, 0, _BLEND, dtype=np.float32)[None, :, None]
    seam = left[:, -_BLEND:] * passing + right[:, :_BLEND] * (1 - passing)
    return np.concatenate([left[:, :-_BLEND], seam, right[:, _BLEND:]], axis=1).astype(np.uint8)


def draw_mug(seed: int, height: int = 640, width: int = 480) -> Image:
    """A mug with its shadow on white paper, uint8 (height, width, 3) RGB: none of the classes."""
    rng = np.random.default_rng(seed)
    ground = draw_surface("page", height, width, rng).astype(np.float32)
    unit, middle = 0.3 * width, np.array([0.46 * width, 0.52 * height])

    def area(*shapes: tuple[str, tuple[float, ...]]) -> NDArray[np.float32]:
        """The union of shapes, in units from the middle, float32 (height, width, 1) with soft edges."""
        drawn = np.zeros((height * _FINE, width * _FINE), np.uint8)
        for kind, numbers in shapes:
            x, y, across, down = (round(float(number) * unit * _FINE) for number in numbers[:4])
            x, y = x + round(middle[0] * _FINE), y + round(middle[1] * _FINE)
            if kind == "ring":
                cv2.ellipse(drawn, (x, y), (across, down), 0, 0, 360, 255, round(numbers[4] * unit * _FINE))
            elif kind == "oval":
                cv2.ellipse(drawn, (x, y), (across, down), 0, 0, 360, 255, -1)
            else:
                cv2.rectangle(drawn, (x - across, y - down), (x + across, y + down), 255, -1)
        small = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA)
        return np.asarray(small[..., None] / 255, np.float32)

    body = area(("box", (0, 0, 0.8, 0.85)), ("oval", (0, 0.85, 0.8, 0.24)), ("oval", (0, -0.85, 0.8, 0.24)))
    handle = area(("ring", (0.85, 0, 0.42, 0.5, 0.17))) * (1 - body)
    mouth = area(("oval", (0, -0.85, 0.7, 0.18)))
    coffee = area(("oval", (0, -0.79, 0.6, 0.12))) * mouth
    shadow = cv2.GaussianBlur(area(("oval", (0.25, 0.98, 1.05, 0.22))), (0, 0), 0.12 * unit)[..., None]
    image = ground * (1 - 0.45 * shadow)
    across = ((np.arange(width, dtype=np.float32) - middle[0]) / unit)[None, :, None]
    light = 1.05 - 0.3 * np.clip(np.abs(across + 0.25), 0, 1.2) ** 1.5
    glaze = np.array((58, 118, 150), np.float32)
    for mask, colour in ((handle, 0.8 * glaze), (body, glaze * light), (mouth, 0.55 * glaze), (coffee, glaze * 0 + 34)):
        image = image * (1 - mask) + colour * mask
    image += 2.0 * rng.standard_normal((height, width, 1), dtype=np.float32)
    return np.clip(image, 0, 255).astype(np.uint8)
