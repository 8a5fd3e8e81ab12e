"""The files of Streamlit's front end, answered from memory.

A browser that opens the app for the first time loads sixty of them. Read from the disk in pieces by a pool of threads,
as Starlette does, those of fifty browsers would take seconds of the server's time.
"""

import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

PREFIX = "/static/"
_LARGEST = 2 * 2**20  # bytes: larger files belong to rare kinds of charts
_MOST = 32 * 2**20
_CONDITIONS = ("range", "if-none-match", "if-modified-since")
# Their names contain a hash of their content, so that a browser never needs to ask again.
_HEADERS = {"Cache-Control": "public, immutable, max-age=31536000", "X-Content-Type-Options": "nosniff"}


class FrontEndMiddleware:
    """Answers requests for the front end's files; others pass, also those for a part of a file.

    Args:
        app: what follows.
        folder: where the files are; by default Streamlit's.
    """

    def __init__(self, app: ASGIApp, folder: Path | None = None) -> None:
        self._app = app
        self._folder = folder or Path(file_util.get_static_dir())
        # Listed once: a path from outside is only looked up, never opened.
        self._files = _small_files(self._folder)
        self._read = lru_cache(maxsize=None)(self._response)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in self._files:
            headers = Headers(scope=scope)
            if not any(condition in headers for condition in _CONDITIONS):
                await self._read(scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _response(self, path: str) -> Response:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(self._files[path].read_bytes(), media_type=kind, headers=_HEADERS)


def _small_files(folder: Path) -> dict[str, Path]:
    """The files by the path of their address, the smallest first, as many as may be kept in memory together."""
    found = {
        f"{PREFIX}{path.relative_to(folder / 'static').as_posix()}": path
        for path in (folder / "static").rglob("*")
        if path.is_file()
    }
    sizes = {address: path.stat().st_size for address, path in found.items()}
    kept: dict[str, Path] = {}
    total = 0
    for address in sorted(found, key=lambda address: sizes[address]):
        total += sizes[address]
        if sizes[address] > _LARGEST or total > _MOST:
            break
        kept[address] = found[address]
    return kept
