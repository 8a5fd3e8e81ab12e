import pytest

from wardrobe.folders.names import drawer_named, file_system_name, folder_name, without_device_name


@pytest.mark.parametrize("device", ["CON", "nul", "aux", "Prn", "com1", "LPT9", "com²", "CONIN$"])
@pytest.mark.parametrize("rest", ["", ".jpg", ".tar.gz", " (2).jpg"])
def test_names_of_windows_devices_get_an_underscore(device, rest):
    assert without_device_name(device + rest) == f"{device}_{rest}"
    assert without_device_name(f"{device}x{rest}") == f"{device}x{rest}"


@pytest.mark.parametrize("drawer", ["con", "aux", "com1", "socks", "swim-wear", "größe", "com10"])
def test_a_drawer_is_found_again_by_its_folder(drawer):
    assert drawer_named(folder_name(drawer)) == drawer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a/b:c", "a_b_c"),
        (".hidden", "hidden"),
        ("hats. .", "hats"),
        ("...", ""),
        ("x\r\n", "x__"),
        ("e" * 99, "e" * 60),
    ],
)
def test_a_name_suits_every_file_system(text, name):
    assert file_system_name(text) == name
