import pytest

from wardrobe.store.settings import Settings, SettingsError, storage


def test_settings_come_from_the_environment(monkeypatch, tmp_path):
    assert storage() == "local"
    assert Settings.from_environment().database_url.endswith("home/wardrobe/wardrobe.db")
    monkeypatch.setenv("WARDROBE_FILES_URL", "memory://photos")
    assert Settings.from_environment().files_url == "memory://photos"
    monkeypatch.setenv("WARDROBE_DATABASE_URL", "postgresql://somewhere")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WARDROBE_HOME", str(tmp_path / "file"))  # no folder can be made in it, and none is needed
    assert Settings.from_environment() == Settings("postgresql://somewhere", "memory://photos")
    monkeypatch.setenv("WARDROBE_STORAGE", "cloud")
    with pytest.raises(SettingsError, match="local, session or account"):
        storage()
