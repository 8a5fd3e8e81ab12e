"""Whether the server classifies: it is asked about a drawn garment whose label is known."""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from model.exports.card import ExportError
from model.predictor import Predictor
from serving.api_models import exports_by_name

_FRESH = 10.0  # seconds: so many probes cost no more than one
_LABEL = "T-shirt/top"


class HealthCheck:
    """Classifies a known picture, at most every ten seconds; safe to share between threads.

    Args:
        load: gives the predictor of an export by name.
        clock: gives the seconds.
    """

    def __init__(self, load: Callable[[str], Predictor], clock: Callable[[], float] = time.monotonic) -> None:
        self._load, self._clock = load, clock
        self._lock = threading.Lock()
        self._found: tuple[float, dict[str, Any]] | None = None

    def run(self) -> dict[str, Any]:
        """The result, an object of plain values; ``status`` is ``ok`` or ``failing``."""
        with self._lock:
            if not self._found or self._clock() - self._found[0] >= _FRESH:
                self._found = self._clock(), self._classify()
            return self._found[1]

    def _classify(self) -> dict[str, Any]:
        try:
            predictor = self._load(exports_by_name()["photo"])
            result = predictor.predict(known_photo())
        except (ExportError, KeyError):  # its message names folders, which are nobody else's business
            return {"status": "failing", "reason": "The model cannot be loaded or gives no numbers."}
        about = {"model": result.model, "runtime": predictor.runtime, "label": result.label or ""}
        if result.outcome == "error":
            return {"status": "failing", "reason": f"The known photo cannot be read: {result.error}", **about}
        # A model with classes of its own need not have this one; that it answers is all that is known then.
        if _LABEL in predictor.class_names and result.label != _LABEL:
            return {"status": "failing", "reason": f"The known photo shows: {_LABEL}.", **about}
        return {"status": "ok", **about}


@cache
def known_photo() -> bytes:
    """A JPEG of a drawn T-shirt."""
    from data.drawn.scenes import draw_scene
    from wardrobe.store.pictures import jpeg

    return jpeg(draw_scene(0, seed=3, surface="page", height=320, width=240).image)
