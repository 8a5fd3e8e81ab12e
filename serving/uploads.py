"""Limits on what browsers upload, checked before anything is read: for a file, for a session and for the server.

Streamlit keeps uploads in memory until their session ends, also those that no page shows any more.
"""

import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import DataError
from data.photos.decode_memory import memory_limit

SETTING = "WARDROBE_UPLOAD_MEMORY"
"""The environment variable that names the limit for the server in MiB."""

FORGOTTEN = 600.0
"""Seconds after which an upload that no page shows may be removed to make room."""

_LEAST = 256 * 2**20
_FRAME = 2**20  # bytes of a request beside the file, at most
_PATH = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")


@dataclass(frozen=True)
class UploadLimits:
    """How many bytes of uploads are kept: of one file, of one session, of all."""

    file: int
    session: int
    server: int

    @classmethod
    def from_environment(cls, file: int, *, shared: bool) -> "UploadLimits":
        """The limits for this computer.

        Args:
            file: the size of the largest file that the app accepts, in bytes.
            shared: there are many visitors, of whom none may take more than half of the memory.

        Raises:
            DataError: `SETTING` is not a whole number above 0.
        """
        setting = os.environ.get(SETTING, "").strip()
        if setting and (not setting.isascii() or not setting.isdecimal() or int(setting) == 0):
            raise DataError(f"{SETTING} is {setting!r}; expected a whole number of MiB above 0, such as 400.")
        server = int(setting) * 2**20 if setting else max((memory_limit() or 0) // 4, _LEAST)
        session = server // 2 if shared else server
        return cls(min(file, session), session, server)


class UploadStore(Protocol):
    """What is uploaded and kept; Streamlit has it."""

    def sizes(self) -> Mapping[tuple[str, str], int]:
        """The bytes of every file, by session and file."""

    def is_shown(self, session: str, file: str) -> bool:
        """Whether a page of the session refers to the file."""

    def is_expected(self, session: str, file: str) -> bool:
        """Whether an uploader of the session has asked for an address to send the file to."""

    def remove(self, session: str, file: str) -> None:
        """Forgets a file."""


class UploadMiddleware:
    """Refuses uploads that nobody expects or that are above the limits; others pass.

    A refusal of size has the status 413, one of a file that no uploader asked for 403.

    Args:
        app: what follows.
        limits: gives them; called when the server is made, since its settings are not known before.
        store: the uploads that are kept.
    """

    def __init__(self, app: ASGIApp, limits: Callable[[], UploadLimits], store: UploadStore) -> None:
        self._app, self._limits, self._store = app, limits(), store
        self._arriving: dict[str, int] = defaultdict(int)  # bytes by session
        self._since: dict[tuple[str, str], float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        found = _PATH.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if not found:
            return await self._app(scope, receive, send)
        session, file = found.groups()
        declared = Headers(scope=scope).get("content-length", "")
        size = int(declared) if declared.isascii() and declared.isdecimal() else 0
        if not self._store.is_expected(session, file):
            return await PlainTextResponse("No uploader asked for this file.", 403)(scope, receive, send)
        if problem := self._problem(session, size, size):
            return await PlainTextResponse(problem, 413)(scope, receive, send)
        taken = size
        self._arriving[session] += taken
        received = 0

        async def counted() -> Message:
            nonlocal received, taken
            message = await receive()
            received += len(message.get("body", b""))
            if received > taken:  # none or a wrong size was declared
                if problem := self._problem(session, received - taken, received):
                    raise HTTPException(413, problem)
                self._arriving[session] += received - taken
                taken = received
            return message

        try:
            await self._app(scope, counted, send)
        finally:
            self._arriving[session] -= taken
            if self._arriving[session] <= 0:
                del self._arriving[session]
            self._since[session, file] = time.monotonic()
        return None

    def _problem(self, session: str, more: int, size: int) -> str | None:
        """Why so many bytes more cannot be accepted, after room was made; None if they can."""
        if size > self._limits.file + _FRAME:
            return f"The file is too large: the limit is {_mebibytes(self._limits.file)} MiB."
        sizes = dict(self._store.sizes())
        self._since = {key: since for key, since in self._since.items() if key in sizes}
        if self._is_full(sizes, session, more):
            for key in self._forgotten(sizes):
                self._store.remove(*key)
                del sizes[key]
        if self._used(sizes, session) + more > self._limits.session + _FRAME:
            limit = _mebibytes(self._limits.session)
            return f"You have uploaded as much as this server keeps for one visitor: {limit} MiB. Save or remove some."
        if self._is_full(sizes, session, more):
            return "The server has no memory for this file now. Try again in a few minutes."
        return None

    def _is_full(self, sizes: Mapping[tuple[str, str], int], session: str, more: int) -> bool:
        every = sum(sizes.values()) + sum(self._arriving.values())
        own = self._used(sizes, session)
        return every + more > self._limits.server + _FRAME or own + more > self._limits.session + _FRAME

    def _used(self, sizes: Mapping[tuple[str, str], int], session: str) -> int:
        kept = sum(size for (owner, _), size in sizes.items() if owner == session)
        return kept + self._arriving.get(session, 0)

    def _forgotten(self, sizes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The files that no page shows, and that are not so new that one may be about to."""
        latest = time.monotonic() - FORGOTTEN
        return [key for key in sizes if self._since.get(key, 0.0) < latest and not self._store.is_shown(*key)]


def _mebibytes(size: int) -> int:
    return size // 2**20
