"""A wardrobe is found by its own key alone."""

import tempfile

import pytest

from wardrobe.store.sessions import SessionWardrobes
from wardrobe.store.settings import SettingsError, session_minutes


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def enter(sessions, key, tab="tab"):
    return sessions.enter(key, tab, lambda: False, patience=60, keep=60)


def test_a_key_finds_its_wardrobe_again_and_no_other_key_does(photos, temporary):
    sessions = SessionWardrobes()
    mine, yours = sessions.new_key(), sessions.new_key()
    wardrobe = enter(sessions, mine)
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.leave("tab")
    assert enter(sessions, yours).ids() == []
    assert enter(sessions, mine, "another tab").ids() == [item.id]
    for key in (mine, yours):
        enter(sessions, key).close()
    assert list(temporary.iterdir()) == []


def test_keys_are_long_and_never_the_same():
    sessions = SessionWardrobes()
    keys = {sessions.new_key() for _ in range(100)}
    assert len(keys) == 100 and all(len(key.partition(".")[0]) == 32 for key in keys)  # 192 bits in Base64


def test_only_keys_of_this_server_are_accepted():
    sessions = SessionWardrobes()
    key = sessions.new_key()
    token, _, signature = key.partition(".")
    other = "A" if key[0] != "A" else "B"
    forged = ["", ".", token, f"{token}.", f".{signature}", other + key[1:], key[:-1], key + "0", f"{token}.é\udcff"]
    forged += [SessionWardrobes().new_key(), f"{token}.{signature.upper()}"]
    assert sessions.is_key(key) and not any(sessions.is_key(one) for one in forged)
    for one in forged:
        with pytest.raises(ValueError, match="given"):
            enter(sessions, one)


def test_after_its_end_a_key_opens_a_new_wardrobe(photos):
    sessions = SessionWardrobes()
    key = sessions.new_key()
    first = enter(sessions, key)
    first.add(photos[0], "a.jpg", drawer="Bag")
    first.close()
    second = enter(sessions, key)
    assert second is not first and second.ids() == []
    second.close()
    enter(sessions, sessions.new_key()).close()
    assert second not in sessions._open.values(), "ended wardrobes are forgotten"


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "an hour", "10081", "²"])
def test_a_wrong_number_of_minutes_is_refused(monkeypatch, value):
    monkeypatch.setenv("WARDROBE_SESSION_MINUTES", value)
    with pytest.raises(SettingsError, match="WARDROBE_SESSION_MINUTES"):
        session_minutes()


def test_the_minutes_are_sixty_unless_they_are_set(monkeypatch):
    monkeypatch.delenv("WARDROBE_SESSION_MINUTES", raising=False)
    assert session_minutes() == 60
    monkeypatch.setenv("WARDROBE_SESSION_MINUTES", " 5 ")
    assert session_minutes() == 5
