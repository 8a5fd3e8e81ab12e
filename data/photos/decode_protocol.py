"""What a `data.photos.decode_worker` and the process that asks it say to each other, over two pipes.

A request is `REQUEST` (kind, pixels of the longer side, length) and the file. The replies begin with `REPLY` (kind,
number): `NEEDS` the number of bytes for decoding, which the worker waits for until it reads `GO`; `SHARED` and `SIZE`
of a picture of so many bytes in shared memory; `PICTURE`, `SIZE` and so many bytes of pixels; or `REFUSED` and a
message as JSON of so many bytes. A worker's first word is `READY`.
"""

import mmap
import os
import struct
from typing import BinaryIO

REQUEST, REPLY, SIZE = struct.Struct("<cIQ"), struct.Struct("<cQ"), struct.Struct("<II")
DECODE, CHECK, GO, READY = b"D", b"C", b"G", b"R"
NEEDS, SHARED, PICTURE, REFUSED = b"N", b"S", b"P", b"E"

SHARED_BYTES = 3 * 3000 * 3000
"""The largest picture that fits into `share_memory`; larger ones are sent through the pipe."""


def read_exactly(stream: BinaryIO, length: int) -> bytearray | None:
    """So many bytes of an unbuffered stream; None if it ends before."""
    content = bytearray(length)
    view = memoryview(content)
    while view:
        count = stream.readinto(view)  # type: ignore[attr-defined]
        if not count:
            return None
        view = view[count:]
    return content


def write_all(stream: BinaryIO, content: bytes | memoryview) -> None:
    """Writes all of the content to an unbuffered stream."""
    view = memoryview(content).cast("B")
    while view:
        view = view[stream.write(view) :]


def share_memory() -> tuple[int, mmap.mmap] | None:
    """Memory for the pixels of a picture and its file descriptor, for a worker to inherit; None but on Linux.

    Through a pipe, a picture of 1600×1200 pixels takes 1.3 ms; this way a third of that.
    """
    try:
        import fcntl

        descriptor = os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    except (ImportError, AttributeError, OSError):
        return None
    os.ftruncate(descriptor, SHARED_BYTES)
    # A worker that a photo has taken over could otherwise crash this process by taking the memory away.
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
    return descriptor, mmap.mmap(descriptor, SHARED_BYTES)
