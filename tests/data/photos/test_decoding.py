import csv
import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pi_heif
import pillow_heif
import pytest
from PIL import Image

from data.photos import decode_pixels, decoding, limits
from data.photos.decoding import (
    PhotoError,
    check_photo,
    decode_here,
    decode_photo,
    is_photo_file,
    looks_like_photo,
)

RED_OVER_BLUE = np.zeros((40, 30, 3), np.uint8)
RED_OVER_BLUE[:20, :, 0] = 200
RED_OVER_BLUE[20:, :, 2] = 200


def is_red_over_blue(image):
    height = len(image)
    top, bottom = image[: height // 3].mean(axis=(0, 1)), image[-height // 3 :].mean(axis=(0, 1))
    return top[0] > 150 > top[2] and bottom[2] > 150 > bottom[0]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_photo_format_is_read_by_content(encoded, format):
    pillow_heif.register_heif_opener()
    image = decode_photo(encoded(Image.fromarray(RED_OVER_BLUE).resize((120, 160)), format))
    assert image.shape == (160, 120, 3) and image.dtype == np.uint8
    assert is_red_over_blue(image)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_returned_upright(encoded, orientation):
    turned = Image.fromarray(RED_OVER_BLUE)
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    if orientation in undo:
        turned = turned.transpose(undo[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = decode_photo(encoded(turned, "PNG", exif=exif))
    assert (image == RED_OVER_BLUE).all()


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_rgb(encoded, mode):
    grey = Image.linear_gradient("L")
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    else:
        picture = grey.convert("RGB").convert(mode) if mode in ("P", "CMYK") else grey.convert(mode)
    image = decode_photo(encoded(picture, "JPEG" if mode == "CMYK" else "PNG"))
    assert image.shape == (256, 256, 3)
    assert image[:20].mean() < 40 and image[-20:].mean() > 215


def test_transparent_parts_become_white(encoded):
    image = Image.new("RGBA", (8, 8), (10, 20, 30, 0))
    image.putpixel((3, 3), (10, 20, 30, 255))
    decoded = decode_photo(encoded(image))
    assert tuple(decoded[3, 3]) == (10, 20, 30) and tuple(decoded[0, 0]) == (255, 255, 255)


def test_the_first_frame_of_an_animation_is_read(encoded):
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    image = decode_photo(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True))
    assert tuple(image[0, 0]) == (255, 0, 0)


def test_a_large_photo_is_reduced(encoded):
    content = encoded(Image.fromarray(RED_OVER_BLUE).resize((1500, 2000)), "JPEG")
    assert decode_photo(content).shape == (2000, 1500, 3)
    reduced = decode_photo(content, reduce_to=800)
    assert reduced.shape == (800, 600, 3) and is_red_over_blue(reduced)
    assert decode_photo(encoded(RED_OVER_BLUE), reduce_to=800).shape == (40, 30, 3)


def test_a_large_16_bit_picture_is_reduced_too(encoded):
    content = encoded(Image.fromarray(np.full((3400, 200), 40_000, np.uint16)))
    assert int(decode_photo(content, reduce_to=800).mean()) == 156


def png_header(width, height):
    chunk = b"IHDR" + struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return header + struct.pack(">I", 100) + b"IDAT"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"just some words", "not a picture that can be read; expected a JPEG"),
        (b"GIF89a" + bytes(20), "This is a GIF file; expected a JPEG"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (bytes(30 * 2**20 + 1), "over 30 MiB, which is the limit"),
        (png_header(9000, 8000), r"72.0 megapixels; the limit is 40 for its format \(PNG\)"),
        (png_header(10_001, 10), "10,001×10 pixels; the limit is 10,000 a side"),
        (png_header(60_000, 60_000), "too many megapixels"),
        (png_header(20, 20), "damaged or cut short"),
    ],
)
def test_a_file_that_is_not_a_photo_is_refused_with_a_message(content, message):
    with pytest.raises(PhotoError, match=message) as caught:
        decode_photo(content)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


def test_a_photo_cut_short_is_refused(encoded):
    content = encoded(np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8), "JPEG")
    with pytest.raises(PhotoError, match="damaged or cut short"):
        decode_photo(content[: len(content) // 2])


def test_scans_are_read_up_to_the_limit(encoded, monkeypatch):
    content = encoded(RED_OVER_BLUE, "JPEG", progressive=True)
    scans = content.count(b"\xff\xda")
    assert scans > 2
    monkeypatch.setattr(decoding, "MAX_SCANS", scans)
    assert decode_photo(content).shape == (40, 30, 3)
    monkeypatch.setattr(decoding, "MAX_SCANS", scans - 1)
    with pytest.raises(PhotoError, match="progressive scans"):
        decode_photo(content)


def test_an_end_mark_inside_a_scan_header_hides_no_scans():
    scan = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 0xFF, 0xD9, 0, 0, 0x10)
    with pytest.raises(PhotoError, match="progressive scans"):
        decode_photo(b"\xff\xd8" + scan * (decoding.MAX_SCANS + 1))


def test_a_thumbnail_inside_exif_is_not_a_scan(encoded, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_SCANS", 1)
    exif = Image.Exif()
    exif[0x010E] = "\xff\xda" * 50
    content = encoded(RED_OVER_BLUE, "JPEG", exif=exif.tobytes() + b"\xff\xda" * 50)
    assert decode_photo(content).shape == (40, 30, 3)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_damaged_exif_block_does_not_lose_the_photo(encoded):
    content = encoded(RED_OVER_BLUE, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert decode_photo(content).shape == (40, 30, 3)


def test_a_malformed_exif_tag_does_not_hide_the_orientation(encoded):
    orientation = struct.pack("<HHII", 0x0112, 3, 1, 6)
    resolution = struct.pack("<HHI4s", 0x011A, 2, 4, b"odd")  # a text, where a fraction belongs
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + orientation + resolution + bytes(4)
    lying = Image.fromarray(RED_OVER_BLUE).transpose(Image.Transpose.ROTATE_90)
    image = decode_photo(encoded(lying, "JPEG", exif=exif))
    assert image.shape == (40, 30, 3) and is_red_over_blue(image)


def test_the_reported_size_is_never_rounded_down_to_the_limit(monkeypatch, encoded):
    monkeypatch.setitem(limits._MEGAPIXELS, "PNG", (2, 1))
    with pytest.raises(PhotoError, match="2.1 megapixels; the limit is 2"):
        decode_photo(encoded(Image.new("L", (2001, 1000)), "PNG"))


def photo(width=400, height=300, format="JPEG", **options):
    """A file of a picture in which every part differs from the others."""
    picture = np.random.default_rng(0).integers(0, 255, (height // 20, width // 20, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(picture).resize((width, height)).save(stream, format, **options)
    return stream.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 95}, {"restart_marker_blocks": 7}], ids=str)
@pytest.mark.parametrize("reduce_to", [800, 100])
def test_a_jpeg_that_lacks_only_its_end_mark_is_read(options, reduce_to):
    content = photo(**options)
    whole = decode_photo(content, reduce_to=reduce_to)
    for lost in (1, 2):
        assert (decode_photo(content[:-lost], reduce_to=reduce_to) == whole).all()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 95}, {"restart_marker_blocks": 7}], ids=str)
@pytest.mark.parametrize("left", [0.2, 0.5, 0.8, 0.95])
def test_a_jpeg_that_is_cut_off_in_the_picture_is_refused(options, left):
    content = photo(**options)
    with pytest.raises(PhotoError, match="damaged or cut short"):
        decode_photo(content[: int(left * len(content))], reduce_to=800)


def test_a_progressive_jpeg_that_lacks_whole_scans_is_refused():
    content = photo(progressive=True)
    last_scan = content.rindex(b"\xff\xda")
    with pytest.raises(PhotoError, match="damaged or cut short"):
        decode_photo(content[:last_scan], reduce_to=800)


def test_a_header_that_promises_more_than_the_file_can_hold_is_refused_at_once():
    content = photo()
    frame = content.index(b"\xff\xc0") + 5
    lying = content[:frame] + struct.pack(">HH", 12_000, 16_000) + content[frame + 4 :]
    with pytest.raises(PhotoError, match="damaged or cut short"):
        check_photo(lying)


def test_scans_hidden_behind_a_marker_without_a_length_are_counted():
    scan = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0, 0, 0, 0x10)
    with pytest.raises(PhotoError, match="progressive scans"):
        decode_photo(b"\xff\xd8" + (b"\xff\x02\xff\xff" + scan) * (limits.MAX_SCANS + 1))


def test_many_scans_over_a_large_picture_are_refused(monkeypatch):
    content = photo(progressive=True)
    monkeypatch.setattr(decoding, "MAX_BLOCK_VISITS", 1000)
    with pytest.raises(PhotoError, match="progressive scans"):
        decode_photo(content)


def test_a_file_of_countless_segments_is_refused_at_once():
    with pytest.raises(PhotoError, match="damaged"):
        check_photo(b"\xff\xd8" + b"\xff\xe1\0\2" * 1_000_000)


@pytest.mark.parametrize("format", ["WEBP", "HEIF"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_that_is_reduced_directly_looks_the_same(monkeypatch, format, mode):
    pillow_heif.register_heif_opener()
    picture = Image.fromarray(RED_OVER_BLUE).resize((600, 800)).convert(mode)
    if mode == "RGBA":
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    stream = io.BytesIO()
    picture.save(stream, format, quality=90, exif=Image.Exif())
    usual = decode_photo(stream.getvalue(), reduce_to=200).astype(int)
    monkeypatch.setitem(decode_pixels._DIRECT, format, 1000)
    direct = decode_here(stream.getvalue(), 200, lambda needed: None).astype(int)
    assert direct.shape == usual.shape and np.abs(direct - usual).mean() < 2


def test_what_is_returned_is_never_larger_than_the_limit():
    assert max(decode_photo(photo(5000, 100)).shape) == decoding.MAX_DECODED_SIDE


@pytest.mark.parametrize(
    ("name", "is_photo"), [("a.jfif", True), ("b", True), ("c.txt", True), ("d.jpg", False), ("e.jpg", False)]
)
def test_a_photo_is_recognised_by_its_content(tmp_path, name, is_photo):
    (tmp_path / name).write_bytes(photo() if is_photo else b"some words")
    assert is_photo_file(tmp_path / name) == is_photo
    assert not is_photo_file(tmp_path) and not is_photo_file(tmp_path / "missing.jpg")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_format_is_recognised_by_its_first_bytes(format):
    pillow_heif.register_heif_opener()
    assert looks_like_photo(photo(format=format)[:32])
    assert (
        not looks_like_photo(b"RIFF1234WAVE")
        and not looks_like_photo(b"\0\0\0\x18ftypmp42")
        and not looks_like_photo(b"")
    )


MEASURE = """
import resource, sys
from pathlib import Path
from data.photos.decoding import MAX_DECODED_SIDE, decode_here
content = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF)
shape = decode_here(content, int(sys.argv[2]) if sys.argv[2:] else MAX_DECODED_SIDE, lambda needed: None).shape
after = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss, which begins with what the parent process used.
[peak] = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(*shape, int(peak) / 1024, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("size", "format", "options"),
    [
        ((16320, 12240), "JPEG", {}),
        ((20000, 2500), "JPEG", {}),
        ((9300, 7000), "JPEG", {"progressive": True}),
        ((7300, 5470), "PNG", {"compress_level": 1}),
        ((6600, 4500), "WEBP", {"method": 0}),
        ((5760, 4320), "AVIF", {"speed": 10}),
    ],
    ids=str,
)
def test_the_largest_photos_take_less_than_300_mb_and_two_seconds(tmp_path, size, format, options):
    tile = Image.fromarray(np.random.default_rng(0).integers(100, 120, (16, 16), np.uint8)).resize((size[0], 64))
    picture = Image.new("L" if format == "JPEG" else "RGB", size)
    for top in range(0, size[1], 128):
        picture.paste(tile, (0, top))
    picture.save(tmp_path / "photo", format, **options)
    del picture
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "photo"), "1600"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert max(int(printed[0]), int(printed[1])) == 1600
    assert float(printed[3]) < 300 and float(printed[4]) < 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
# The sizes of phones with 50 and 200 megapixels, and the largest that is not decoded at half its size.
@pytest.mark.parametrize("size", [(8160, 6120), (16320, 12240), (5990, 4490)], ids=str)
def test_a_photo_whose_size_nobody_names_takes_less_than_300_mb_too(tmp_path, size):
    Image.new("RGB", size, "red").save(tmp_path / "photo", "JPEG")
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "photo")]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert max(int(printed[0]), int(printed[1])) == decoding.MAX_DECODED_SIDE
    assert float(printed[3]) < 300 and float(printed[4]) < 2


@pytest.mark.bad_images
@pytest.mark.filterwarnings("ignore")
def test_hostile_files_are_read_or_refused_as_their_manifest_says(bad_images_dir):
    with (bad_images_dir / "MANIFEST.tsv").open(newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert len(rows) > 1000
    wrong = []
    for row in rows:
        content = (bad_images_dir / row["file"]).read_bytes()
        try:
            decode_photo(content, reduce_to=800)
            outcome = "read"
        except PhotoError:
            outcome = "refused"
        must = "read" if row["expected"].startswith("exif_orientation") else "refused"
        if row["expected"] == "decodes":  # ours to refuse: other formats, and sides above the limit
            try:
                with Image.open(io.BytesIO(content)) as image:
                    ours = image.format in ("JPEG", "MPO", "PNG", "WEBP", "AVIF") and max(image.size) <= 10_000
            except OSError:
                ours = False
            must = "read" if ours else "refused"
        if row["expected"] != "decodes_or_refuse" and outcome != must:
            wrong.append((row["file"], row["expected"], outcome))
    assert wrong == []


def other_profile():
    """A profile of a camera that calls blue what sRGB calls red: sRGB's own with the two swapped, and another name."""
    from PIL import ImageCms

    content = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for ours, other in ((b"rXYZ", b"bXYZ"), ("sRGB".encode("utf-16-be"), "cRGB".encode("utf-16-be"))):
        content = content.replace(ours, b"\0\1\2\3").replace(other, ours).replace(b"\0\1\2\3", other)
    return content


def test_colours_are_converted_from_the_profile_to_srgb(encoded):
    red = np.full((8, 8, 3), (255, 0, 0), np.uint8)
    assert decode_photo(encoded(red, icc_profile=other_profile()))[0, 0].tolist() == pytest.approx([0, 0, 255], abs=3)
    assert (decode_photo(encoded(red, icc_profile=b"no profile")) == red).all()
    assert (decode_photo(encoded(red)) == red).all()


@pytest.mark.parametrize("side", [1000, 1601, 3199, 3201])
def test_a_smooth_picture_is_scaled_down_without_a_shift(encoded, side):
    ramp = np.linspace(0, 255, side, dtype=np.uint8)
    image = np.repeat(np.broadcast_to(ramp, (side // 2, side))[..., None], 3, axis=2)
    small = decode_photo(encoded(image, "PNG"), reduce_to=1600)
    assert small.shape == ((side // 2, side, 3) if side < 1600 else (800, 1600, 3))
    expected = np.linspace(0, 255, small.shape[1])
    assert np.abs(small[..., 0] - expected).max() <= 2


def test_what_reads_heic_contains_no_encoder_of_photos():
    """The encoder x265, in the wheels of pillow-heif, is GPL: a container image with it would have to be GPL too."""
    assert set(pi_heif.libheif_info()["encoders"]) <= {"mask"}
    shipped = (Path(decoding.__file__).parents[2] / "requirements-serving.txt").read_text()
    assert "\npi-heif==" in shipped and "pillow-heif" not in shipped


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_heic_has_the_pixels_that_its_encoder_decodes(mode):
    pillow_heif.register_heif_opener()
    picture = Image.fromarray(RED_OVER_BLUE).resize((120, 160)).convert(mode)
    content = photo_of(picture)
    expected = np.asarray(pillow_heif.open_heif(io.BytesIO(content)).to_pillow().convert("RGB"), int)
    assert np.abs(decode_photo(content).astype(int) - expected).mean() < 1


def test_the_pixels_of_a_large_heic_are_not_freed_while_they_are_read(tmp_path):
    """In a process of its own, which would crash: memory of this size is given back to the system when it is freed."""
    pillow_heif.register_heif_opener()
    (tmp_path / "photo").write_bytes(photo_of(Image.new("RGB", (4300, 3100), "red")))
    command = [sys.executable, "-c", READ, str(tmp_path / "photo")]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    red, green, blue = map(float, printed.split())
    assert red > 240 and green < 20 and blue < 20


READ = """
import sys
from pathlib import Path
from data.photos.decoding import decode_here
print(*decode_here(Path(sys.argv[1]).read_bytes(), 400, lambda needed: None).mean(axis=(0, 1)))
"""


def photo_of(picture):
    stream = io.BytesIO()
    picture.save(stream, "HEIF", quality=90, enc_params={"preset": "ultrafast"})
    return stream.getvalue()
