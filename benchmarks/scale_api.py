"""Measures requests to `POST /api/classify`, beside a bare route of Starlette that classifies."""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data.drawn.scenes import draw_scene
from wardrobe.store.pictures import jpeg

_ROOT = Path(__file__).parents[1]
_CLIENTS = (1, 8, 32)
_PEER = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from model.predictor import Predictor
predictor = Predictor.load("photo")
async def classify(request):
    photo = await request.body()
    return JSONResponse({"results": [await run_in_threadpool(lambda: predictor.predict(photo).to_json())]})
async def health(request):
    return PlainTextResponse("ok")
app = Starlette(routes=[Route("/api/classify", classify, methods=["POST"]), Route("/health", health)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


@dataclass(frozen=True)
class ApiFigures:
    """Requests of some clients at once: how many a second, and the seconds that each took."""

    server: str
    clients: int
    rate: float
    seconds: list[float]

    def quantile(self, share: float) -> float:
        """The seconds that a share of the requests, in 0–1, did not exceed."""
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[round(100 * share) - 1]


def measure_api(folder: Path, requests: int) -> list[ApiFigures]:
    """The figures of the server and of its peer for 1, 8 and 32 clients."""
    photo = jpeg(draw_scene(0, seed=3, height=640, width=480).image)
    found = []
    for server, arguments in (("serve.py", ["serve.py", "--port"]), ("bare route", ["-c", _PEER])):
        with _running(arguments, folder) as port:
            _ask(port, photo, 1)  # loads the model
            for clients in _CLIENTS:
                found.append(_measure(server, port, photo, clients, requests))
    return found


def _measure(server: str, port: int, photo: bytes, clients: int, requests: int) -> ApiFigures:
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        parts = pool.map(lambda _: _ask(port, photo, max(1, requests // clients)), range(clients))
        seconds = [one for part in parts for one in part]
    return ApiFigures(server, clients, len(seconds) / (time.perf_counter() - started), seconds)


def _ask(port: int, photo: bytes, times: int) -> list[float]:
    """The seconds of requests that one client sends over one connection."""
    found = []
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for _ in range(times):
            started = time.perf_counter()
            connection.request("POST", "/api/classify", photo, {"Content-Type": "image/jpeg"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"POST /api/classify was answered with the status {answer.status}.")
            found.append(time.perf_counter() - started)
    return found


@contextlib.contextmanager
def _running(arguments: list[str], folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "WARDROBE_HOME": str(folder / "home"), "STREAMLIT_SERVER_HEADLESS": "true"}
    server = subprocess.Popen([sys.executable, *arguments, str(port)], cwd=_ROOT, env=environment)
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).close()
                break
            time.sleep(0.25)
        yield port
    finally:
        server.terminate()
        server.wait(30)
