"""ZIP files that are made to cost time or memory, each of a few megabytes."""

import io
import json
import struct
import zipfile
import zlib
from hashlib import sha256

_UTF8 = 0x800
_NOTHING = b"\3\0"  # packed


def packed(members, method=zipfile.ZIP_DEFLATED):
    """An ordinary ZIP of names and contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=9) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


def listing(stored, members):
    """A ZIP whose list names parts of ``stored``: (name, sum, bytes packed, bytes unpacked, position) of each."""
    listed = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, _UTF8, 8, 0, 0x21, crc, size, unpacked, len(name), *[0] * 5, at)
        + name
        for name, crc, size, unpacked, at in members
    )
    numbers = len(members), len(members), len(listed), len(stored)
    long = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, *numbers)
    long += struct.pack("<4sIQI", b"PK\6\7", 0, len(stored) + len(listed), 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return stored + listed + long + end


def empty_photos(count, name=b"h/%d.jpg"):
    """So many files of no bytes, whose names have a number in them."""
    stored, members = io.BytesIO(), []
    for number in range(count):
        members.append((name % number, 0, len(_NOTHING), 0, stored.tell()))
        stored.write(_header(name % number, len(_NOTHING), 0, 0) + _NOTHING)
    return listing(stored.getvalue(), members)


def photos(count, size, name="h/{0}.jpg"):
    """So many files that begin as photos do, and are none."""
    return packed(
        ((name.format(number), b"\xff\xd8\xff" + b"%d" % number + bytes(size)) for number in range(count)),
        zipfile.ZIP_STORED,
    )


def quoted_photos(count, size):
    """Files of which each holds the headers of the next ones as text, and then the same zeros (Fifield 2019, 3)."""
    content = bytes(size)
    data = _deflated(content)
    stored, packed_size, unpacked = data, len(data), content
    members = []
    for number in reversed(range(count)):
        name, crc = b"h/%06d.jpg" % number, zlib.crc32(unpacked)
        head = _header(name, packed_size, crc, len(unpacked))
        stored = head + stored
        members.append((name, crc, packed_size, len(unpacked), len(stored)))
        unpacked = head + unpacked
        quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF)  # a stored block, which is not the last
        stored, packed_size = quote + stored, packed_size + len(quote) + len(head)
    whole = len(stored)
    return listing(stored, [(name, crc, size, unpacked, whole - back) for name, crc, size, unpacked, back in members])


def deep_folders(count, depth):
    """So many files of no bytes in as many folders in one another."""
    return empty_photos(count, b"x/" * depth + b"%d.jpg")


def nested(depth):
    """ZIPs in one another, each called a photo, around ten megabytes of zeros."""
    content = bytes(10 * 2**20)
    for _ in range(depth):
        content = packed([("h/a.jpg", content), ("h/a.zip", content)])
    return content


def headers(count):
    """So many back-ups' headers, each of half a megabyte and thousands of lists."""
    content = b'{"a": [' + b"[]," * (2**19 // 3 - 10) + b"0]}"
    return packed((f"{number}/wardrobe.json", content) for number in range(count))


def items(count, backup):
    """A back-up of so many items without their photos, made of one with an item."""
    with zipfile.ZipFile(io.BytesIO(backup)) as made:
        header, line = json.loads(made.read("wardrobe.json")), json.loads(made.read("items.jsonl"))
    header["items"] = count
    lines = (
        json.dumps(line | {"id": number + 1, "sha256": _sum("a", number), "photo": _sum("b", number)})
        for number in range(count)
    )
    return packed([("wardrobe.json", json.dumps(header)), ("items.jsonl", "\n".join(lines) + "\n")])


def costly_photos(count, photo):
    """The same photo so many times, each with other bytes behind it."""
    return packed(((f"h/{number}.jpg", photo + b"%d" % number) for number in range(count)), zipfile.ZIP_STORED)


def _sum(kind, number):
    return sha256(f"{kind}{number}".encode()).hexdigest()


def _deflated(content):
    packing = zlib.compressobj(9, wbits=-15)
    return packing.compress(content) + packing.flush()


def _header(name, size, crc, unpacked):
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, _UTF8, 8, 0, 0x21, crc, size, unpacked, len(name), 0) + name
