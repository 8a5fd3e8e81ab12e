"""The structure of a JPEG file, read from its markers before anything is decoded (ITU-T T.81, annex B)."""

import re
from dataclasses import dataclass

MAX_SEGMENTS = 5_000
"""A photo has some dozens; a file made of millions would take seconds to walk through."""

# Entropy-coded data runs to the next marker: FF00 and the restart markers D0 to D7 are part of it. libjpeg also skips
# FF01 to FFBF there, without a length; whoever takes their next bytes for one can be made to jump over a scan.
_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd8-\xfe])")
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF = 0xE0
_NEEDED = frozenset((0xC4, 0xCC, 0xDA, 0xDB, 0xDD))  # to decode a frame: tables, scans, the restart interval
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2
_ALL_COEFFICIENTS = (1 << 64) - 1
# The largest header that is plain, as those of cameras are: with a preview and a colour profile in its segments.
_PLAIN_SEGMENTS, _PLAIN_BYTES = 200, 2 * 2**20


@dataclass(frozen=True)
class JpegStructure:
    """What decides the cost of decoding a JPEG.

    Attributes:
        blocks: the number of 8×8 blocks of all components.
        scans: the number of passes over them.
        buffered: all coefficients are in memory at once, because they come in several scans.
        usual: baseline or progressive with Huffman codes, which can be decoded at a fraction of the size.
        ended: there is an end mark.
        complete: the scans transmit every coefficient in full precision.
        plain_header: little precedes the first scan, and nothing between the segments there. Pillow walks through that
            byte by byte: 25 MiB took it 12 seconds.
    """

    blocks: int
    scans: int
    buffered: bool
    usual: bool
    ended: bool
    complete: bool
    plain_header: bool

    @property
    def least_bytes(self) -> int:
        """The size below which a file cannot hold the blocks: each has two codes of a bit, or one if progressive."""
        return self.blocks // (8 if self.buffered else 4) if self.usual else 0


def read_structure(content: bytes, max_scans: int) -> JpegStructure:
    """The structure of a JPEG, which begins with FFD8; reading stops at its end mark or behind ``max_scans`` + 1 scans.

    Raises:
        ValueError: the file has over `MAX_SEGMENTS` segments, or a damaged one.
    """
    position, scans, ended, buffered, plain = 2, 0, False, False, True
    frame, components, blocks = 0, 0, 0
    precise: dict[int, int] = {}  # by component: which of its 64 coefficients are transmitted to the last bit
    for number in range(MAX_SEGMENTS):
        match = _MARKER.search(content, position)
        if not match:
            break
        if not scans:
            plain &= match.start() == position < _PLAIN_BYTES and number < _PLAIN_SEGMENTS
        marker, position = match[1][0], match.end()
        if marker == _END:  # what follows is another picture, as some phones append
            ended = True
            break
        if marker == _START:
            continue
        length = int.from_bytes(content[position : position + 2])
        segment = content[position + 2 : position + length]
        position += max(2, length)
        if marker in _FRAMES and not frame:
            frame, components, blocks = marker, *_frame_blocks(segment)
        elif marker == _SCAN:
            scans += 1
            buffered |= frame not in (_BASELINE, _EXTENDED) or segment[:1] != bytes([components])
            _note_precision(segment, precise)
            if scans > max_scans:
                break
    else:
        raise ValueError(f"over {MAX_SEGMENTS} segments")
    complete = len(precise) == components and all(bits == _ALL_COEFFICIENTS for bits in precise.values())
    usual = frame in (_BASELINE, _EXTENDED, _PROGRESSIVE)
    return JpegStructure(blocks, scans, buffered, usual, ended, complete, plain)


def without_extras(content: bytes) -> bytes:
    """The same picture without anything that does not decide its pixels; the content itself if there is nothing else.

    Left out are comments, application segments but the version and density of JFIF, bytes between segments, and
    bytes behind the end mark. A picture in Adobe's colours would need its application segment: do not give one.

    Raises:
        ValueError: the file has over `MAX_SEGMENTS` segments, or no end mark.
    """
    kept, position = [content[:2]], 2
    for _ in range(MAX_SEGMENTS):
        match = _MARKER.search(content, position)
        if not match:
            raise ValueError("there is no end mark")
        marker, begin = match[1][0], match.end()
        if marker == _END:
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        if marker == _START:
            position = begin
            continue
        position = begin + max(2, int.from_bytes(content[begin : begin + 2]))
        if marker == _SCAN:
            following = _MARKER.search(content, position)
            position = following.start() if following else len(content)
        if marker in _FRAMES or marker in _NEEDED:
            kept.append(match[0] + content[begin:position])
        elif marker == _JFIF and len(kept) == 1 and content[begin + 2 : begin + 7] == b"JFIF\0":
            # 16 bytes with an empty thumbnail.
            kept.append(match[0] + b"\0\x10" + content[begin + 2 : begin + 14].ljust(12, b"\0") + b"\0\0")
    raise ValueError(f"over {MAX_SEGMENTS} segments")


def _frame_blocks(segment: bytes) -> tuple[int, int]:
    """The number of components in a frame's header, and of their blocks."""
    if len(segment) < 6 or len(segment) < 6 + 3 * segment[5]:
        raise ValueError("a frame's header is cut short")
    height, width, count = int.from_bytes(segment[1:3]), int.from_bytes(segment[3:5]), segment[5]
    samplings = [(max(1, segment[7 + 3 * i] >> 4), max(1, segment[7 + 3 * i] & 15)) for i in range(count)]
    wide, high = max((h for h, _ in samplings), default=1), max((v for _, v in samplings), default=1)
    return count, sum(-(-width * h // (8 * wide)) * -(-height * v // (8 * high)) for h, v in samplings)


def _note_precision(segment: bytes, precise: dict[int, int]) -> None:
    count = segment[0] if segment else 0
    if len(segment) < 4 + 2 * count:
        return
    first, last, low_bit = segment[1 + 2 * count], segment[2 + 2 * count], segment[3 + 2 * count] & 15
    for component in segment[1 : 1 + 2 * count : 2]:
        bits = sum(1 << number for number in range(first, min(last, 63) + 1)) if low_bit == 0 else 0
        precise[component] = precise.get(component, 0) | bits
