"""Asks TensorFlow Serving for an export's outputs, by its REST interface.

The interface is described at https://www.tensorflow.org/tfx/serving/api_rest. Images are sent in the row format; the
photo is decoded, cut out and framed here, where its file is, so that the server receives a few pixels only.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import urllib3

from model.exports.card import Card, ExportError

SETTING = "WARDROBE_SERVING_URL"
"""The environment variable that names the server, such as ``http://localhost:8501``."""

_BATCH = 8  # images of a request: about 3 MB of JSON
_TIMEOUT = urllib3.Timeout(connect=5, read=60)  # seconds
# A prediction changes nothing, so it may be asked again. A server that is being replaced is away for a moment.
_RETRIES = urllib3.Retry(
    total=3, backoff_factor=0.3, status_forcelist=(502, 503, 504), allowed_methods=None, raise_on_status=False
)
_OUTPUTS = ("probabilities", "logits", "embed", "ood_score")


class ServingError(ExportError):
    """The server cannot be asked, or answers something else than expected; the message is one plain sentence."""


def serving_url() -> str | None:
    """The value of `SETTING` without a slash at its end; None where it is not set.

    Raises:
        ServingError: it is not a URL.
    """
    url = os.environ.get(SETTING, "").strip().rstrip("/")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ServingError(f"Expected {SETTING} to be a URL such as http://localhost:8501. Received: {url!r}.")
    return url


class Outputs(Mapping[str, np.ndarray]):
    """The outputs for some images by name; each is asked for when it is first used, since each is a request."""

    def __init__(self, names: Mapping[str, str], request: Callable[[str], np.ndarray]) -> None:
        self._names, self._request = names, request
        self._known: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._known:
            self._known[name] = self._request(self._names[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class ServedExport:
    """An export on a server; safe to share between threads.

    The server must have the export's own version, so that it gives the outputs of the export that is here.

    Args:
        directory: the export, ``…/NAME/VERSION``.
        url: the server.

    Raises:
        ServingError: the server cannot be asked or lacks the export.
    """

    def __init__(self, directory: Path, url: str) -> None:
        card = Card.read(directory)
        self._id = card.id
        self._url = f"{url}/v1/models/{card.name}/versions/{card.version}"
        self._http = urllib3.PoolManager(maxsize=16, timeout=_TIMEOUT, retries=_RETRIES)
        self._signatures = self._find_signatures()

    def outputs(self, images: np.ndarray) -> Mapping[str, np.ndarray]:
        """The outputs for images, uint8 (N, size, size, channels), each float32 (N, …).

        Raises:
            ServingError: when an output is used, and the server does not give it.
        """
        return Outputs(self._signatures, lambda signature: self._ask(signature, images))

    def _find_signatures(self) -> dict[str, str]:
        """The signature of each output that the export has."""
        answer = self._request("GET", "/metadata")
        try:
            signatures = answer["metadata"]["signature_def"]["signature_def"]
            found = {output: name for name in sorted(signatures) for output in signatures[name]["outputs"]}
        except (KeyError, TypeError) as error:
            raise ServingError(f"Expected {self._url}/metadata to describe the signatures of {self._id}.") from error
        return {output: found[output] for output in _OUTPUTS if output in found}

    def _ask(self, signature: str, images: np.ndarray) -> np.ndarray:
        parts = [self._predictions(signature, images[i : i + _BATCH]) for i in range(0, len(images), _BATCH)]
        return np.concatenate(parts)

    def _predictions(self, signature: str, images: np.ndarray) -> np.ndarray:
        answer = self._request("POST", ":predict", {"signature_name": signature, "instances": images.tolist()})
        try:
            predictions = np.array(answer["predictions"], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise ServingError(f"Expected numbers from {self._url} for the signature {signature}.") from error
        if len(predictions) != len(images):
            raise ServingError(f"Expected {len(images)} results from {self._url}. Received: {len(predictions)}.")
        return predictions

    def _request(self, method: str, path: str, values: Mapping[str, Any] | None = None) -> Any:
        body = None if values is None else json.dumps(values).encode()
        headers = {"Content-Type": "application/json"}
        try:
            answer = self._http.request(method, f"{self._url}{path}", body=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            reason = str(getattr(error, "reason", None) or error).rpartition(": ")[2]
            raise ServingError(
                f"The server that {SETTING} names cannot be reached at {self._url}: {reason}."
            ) from error
        if answer.status != 200:
            reason = answer.data.decode("utf-8", "replace").strip()[:200]
            raise ServingError(f"Expected {self._url} to serve {self._id}. It answers {answer.status}: {reason}")
        try:
            return json.loads(answer.data)
        except ValueError as error:
            raise ServingError(f"Expected JSON from {self._url}{path}. Received something else.") from error
