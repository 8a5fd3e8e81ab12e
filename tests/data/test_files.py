import pytest

from data.files import read_bounded, replacing, write_atomically


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    file = tmp_path / "a.json"
    write_atomically(file, "one")
    write_atomically(file, b"two")
    assert file.read_text() == "two" and list(tmp_path.iterdir()) == [file]


def test_a_failed_write_leaves_the_old_file_and_no_part(tmp_path):
    file = tmp_path / "a.json"
    write_atomically(file, "one")

    def write_half():
        with replacing(file) as part:
            part.write_text("half")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_half()
    assert file.read_text() == "one" and list(tmp_path.iterdir()) == [file]


def test_the_part_ends_like_the_file(tmp_path):
    with replacing(tmp_path / "a.npz") as part:
        assert part.suffix == ".npz" and part.parent == tmp_path
        part.write_bytes(b"")


def test_one_byte_too_many_is_enough(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_bounded(file, 3) == b"1234" and read_bounded(file, 9) == b"12345"
