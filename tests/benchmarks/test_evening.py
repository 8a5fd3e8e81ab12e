import pytest

from benchmarks import browser
from benchmarks.evening import draw_photos, spend


def test_a_file_is_named_by_the_class_of_its_garment(tmp_path):
    files = draw_photos(tmp_path / "photos", 11)
    assert [file.name for file in files] == [*(f"{number}-{number:03}.jpg" for number in range(10)), "0-010.jpg"]
    assert all(file.stat().st_size > 5000 for file in files)


@pytest.mark.browser
@pytest.mark.thorough
@pytest.mark.skipif(not browser.find_chromium(), reason="Chromium was not found; set CHROMIUM to its path")
def test_every_photo_is_sorted_or_answered_and_every_action_counted(tmp_path):
    files = draw_photos(tmp_path / "photos", 20)
    with (
        browser.served(tmp_path / "home") as address,
        browser.browser(browser.find_chromium()) as running,
    ):
        evening = spend(running, address, tmp_path / "home", files, width=390, height=844)
    counted = evening.actions
    assert counted["choose"] == counted["save"] == counted["open"] == 1
    assert counted["answer"] + counted["list"] / 2 == evening.asked > 0
    assert evening.asked <= evening.right <= 20 and 0 < evening.predicted < evening.seconds
