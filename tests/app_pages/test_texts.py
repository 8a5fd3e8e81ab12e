"""The catalogue holds what pages say: every message that they name, and none that they do not."""

import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from app_pages import texts

PAGES = Path(texts.__file__).parent
NAMED = re.compile(r"""\btext\(\s*f?["']([^"']+)["']""")


def messages():
    found = {}
    for file in sorted((texts.CATALOGUE / "en").glob("*.ftl")):
        for entry in parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found[entry.id.name] = file.name
    return found


def patterns():
    """What pages ask for, as regular expressions: a part in braces can be any word."""
    sources = [file.read_text("utf-8") for file in [*PAGES.glob("*.py"), PAGES.parent / "app.py"]]
    named = {name for source in sources for name in NAMED.findall(source)}
    return {re.compile(re.sub(r"\\\{.*?\\\}", "[a-z_-]+", re.escape(name))) for name in named}


def test_every_message_that_a_page_names_is_in_the_catalogue():
    known = messages()
    assert len(known) > 50
    missing = [pattern.pattern for pattern in patterns() if not any(pattern.fullmatch(name) for name in known)]
    assert missing == []


def test_the_catalogue_holds_nothing_that_no_page_says():
    asked = [*patterns(), re.compile("drawer-[a-z-]+")]
    assert [name for name in messages() if not any(pattern.fullmatch(name) for pattern in asked)] == []


def test_numbers_choose_their_words(monkeypatch):
    assert texts.text("sort-keep", drawers=3, review=0) == "Keep: 3 into drawers"
    assert texts.text("sort-keep", drawers=0, review=2) == "Keep: 2 for review"
    assert texts.text("sort-keep", drawers=3, review=2) == "Keep: 3 into drawers, 2 for review"


def test_own_drawers_are_called_as_their_owner_calls_them():
    assert texts.drawer("T-shirt/top") == "T-shirt/top"
    assert texts.drawer("Swim wear") == "Swim wear"


@pytest.mark.parametrize("locale", ["en-GB", "xx", "../../etc", ""])
def test_a_language_without_a_catalogue_reads_english(locale, monkeypatch):
    monkeypatch.setattr(texts.st.context.__class__, "locale", property(lambda self: locale))
    assert texts.text("page-sort") == "Sort"


def test_another_language_needs_only_its_files(tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    (tmp_path / "de").mkdir()
    (tmp_path / "en" / "a.ftl").write_text("page-sort = Sort\nonly-english = Only English\n")
    (tmp_path / "de" / "a.ftl").write_text("page-sort = Sortieren\n")
    monkeypatch.setattr(texts, "CATALOGUE", tmp_path)
    monkeypatch.setattr(texts.st.context.__class__, "locale", property(lambda self: "de-CH"))
    texts._localization.cache_clear()
    try:
        assert texts.text("page-sort") == "Sortieren" and texts.text("only-english") == "Only English"
    finally:
        texts._localization.cache_clear()
