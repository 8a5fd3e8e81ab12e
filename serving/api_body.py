"""The photos in the body of a request, kept in memory alone and counted while they arrive."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from serving.api_problems import ApiProblem, try_again
from serving.uploads import UploadLimits

FIELD = "file"
"""The name of the form's fields that hold photos."""

MOST_FILES = 100
"""Photos in one request."""

MULTIPART = "multipart/form-data"
RAW_TYPES = (
    *("image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/heif"),
    "application/octet-stream",
)
"""Content types of a body that is one photo. What it is, its content decides."""

_SECONDS = 120.0  # in which a body has to arrive
_FRAME = 2**20  # bytes of a form beside its files, at most
_LONGEST_NAME = 255


@dataclass(frozen=True)
class ReceivedPhoto:
    """A file of a request: the name that the client gave it, or an empty text, and its bytes."""

    name: str
    content: bytes


class RequestMemory:
    """Counts the bytes of requests that are being answered.

    Args:
        limits: what the server keeps of uploads; a request may be as large as one file.
        kept: every upload that the server holds, by session and file; those of requests are entered here, so that
            the limits on the app's uploads count them too.
        used: gives the bytes of all uploads, these included.
    """

    SESSION = "api"

    def __init__(
        self, limits: UploadLimits, kept: MutableMapping[tuple[str, str], int], used: Callable[[], int]
    ) -> None:
        self._limits, self._kept, self._used = limits, kept, used

    @contextmanager
    def request(self) -> Iterator["RequestBytes"]:
        """Counts one request, until the end of the block."""
        key = (self.SESSION, uuid.uuid4().hex)
        try:
            yield RequestBytes(self, key)
        finally:
            self._kept.pop(key, None)

    def count(self, key: tuple[str, str], size: int) -> None:
        """Notes that a request has so many bytes; raises ApiProblem if it may not."""
        if size > self._limits.file + _FRAME:
            limit = self._limits.file // 2**20
            raise ApiProblem(413, f"The request is too large: the limit is {limit} MiB. Send fewer photos at once.")
        more = size - self._kept.get(key, 0)
        if self._used() + more > self._limits.server + _FRAME:
            raise try_again(503, "The server has no memory for this request now.", 5)
        self._kept[key] = size


class RequestBytes:
    """The bytes of one request in a `RequestMemory`."""

    def __init__(self, memory: RequestMemory, key: tuple[str, str]) -> None:
        self._memory, self._key, self._declared, self._received = memory, key, 0, 0

    def declare(self, size: int) -> None:
        """Takes the room that a request says it needs; raises ApiProblem if there is none."""
        self._declared = size
        self._memory.count(self._key, size)

    def receive(self, size: int) -> None:
        """Counts bytes that have arrived; raises ApiProblem if there is no room for them."""
        self._received += size
        if self._received > self._declared:
            self._memory.count(self._key, self._received)


async def read_photos(request: Request, bytes_taken: RequestBytes) -> list[ReceivedPhoto]:
    """The photos of a request: the parts of a form, or the body itself.

    Raises:
        ApiProblem: 400, 408, 413, 415, 422 or 503; the body may not have been read.
    """
    kind = content_type(request)
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdecimal():
        bytes_taken.declare(int(declared))
    try:
        async with asyncio.timeout(_SECONDS):
            stream = _counted(request, bytes_taken)
            return await (_read_form(request, stream) if kind == MULTIPART else _read_raw(request, stream))
    except TimeoutError:
        raise ApiProblem(408, f"The request did not arrive within {_SECONDS:.0f} seconds.") from None
    except ClientDisconnect:
        raise ApiProblem(400, "The connection was closed before the whole request had arrived.") from None


def content_type(request: Request) -> str:
    """The content type of a request's body; raises ApiProblem, 415, if it is none that can hold photos."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (MULTIPART, *RAW_TYPES):
        expected = f"Expected {MULTIPART} with fields named {FIELD!r}, or a photo as {', '.join(RAW_TYPES)}."
        raise ApiProblem(415, f"{expected} Received: {kind or 'no content type'}.", {"Accept": ", ".join(RAW_TYPES)})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ApiProblem(415, "Expected a body without Content-Encoding: photos are compressed already.")
    return kind


async def _counted(request: Request, bytes_taken: RequestBytes) -> AsyncGenerator[bytes, None]:
    async for chunk in request.stream():
        bytes_taken.receive(len(chunk))
        yield chunk


async def _read_raw(request: Request, stream: AsyncGenerator[bytes, None]) -> list[ReceivedPhoto]:
    content = b"".join([chunk async for chunk in stream])
    return [ReceivedPhoto(_short(request.query_params.get("name", "")), content)]


async def _read_form(request: Request, stream: AsyncGenerator[bytes, None]) -> list[ReceivedPhoto]:
    parser = _PhotoFormParser(request.headers, stream, max_files=MOST_FILES + 1, max_fields=1)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise ApiProblem(400, f"The form cannot be read: {error.message}") from None
    photos = []
    for _, part in form.multi_items():
        assert isinstance(part, UploadFile)
        photos.append(ReceivedPhoto(_short(part.filename or ""), await part.read()))
        await part.close()
    if not photos:
        raise ApiProblem(422, f"Expected at least one file in a field named {FIELD!r}. Received: an empty form.")
    return photos


class _PhotoFormParser(MultiPartParser):
    """Takes files in fields of one name only, and never writes them to the disk."""

    spool_max_size = 0  # the value of SpooledTemporaryFile for "never"

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._files = 0

    def on_headers_finished(self) -> None:
        """Checks a part before its content arrives."""
        super().on_headers_finished()
        part = self._current_part
        if part.field_name != FIELD or part.file is None:
            received = f"{'a file' if part.file else 'a text'} in a field named {_short(part.field_name)!r}"
            raise ApiProblem(422, f"Expected files in fields named {FIELD!r}. Received: {received}.")
        self._files += 1
        if self._files > MOST_FILES:
            raise ApiProblem(422, f"Expected at most {MOST_FILES} files in a request. Send the others in another one.")


def _short(name: str) -> str:
    return name[:_LONGEST_NAME]
