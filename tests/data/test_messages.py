"""Sentences, and the catalogues that word them: every one that the code names is there, and no other."""

import re
from datetime import datetime
from pathlib import Path

from fluent.syntax import ast, parse

from data import messages
from data.messages import CATALOGUES, Message, UserError

ROOT = Path(messages.__file__).parents[1]
NAMED = re.compile(
    r"""(?<![.\w])(?:text|Message|(?:Photo|Wardrobe|Store|Archive|Settings|Format)Error)\(\s*f?["']([^"']+)["']"""
    r"""|_refusal\(name, "([^"]+)\""""
)
LATER = re.compile(r"""\bexpected = "([a-z-]+)" if \w+ else "([a-z-]+)\"""")


def messages():
    """The names of all messages."""
    found = set()
    for file in sorted(file for catalogue in CATALOGUES for file in catalogue.glob("en/*.ftl")):
        for entry in parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found.add(entry.id.name)
    return found


def patterns():
    """What the code asks for, as regular expressions: a part in braces can be any word."""
    packages = [catalogue.parent for catalogue in CATALOGUES]
    sources = [file.read_text("utf-8") for package in packages for file in package.rglob("*.py")]
    sources.append((ROOT / "app.py").read_text("utf-8"))
    found = [match for source in sources for match in (*NAMED.findall(source), *LATER.findall(source))]
    named = {name for match in found for name in match if name}
    return {re.compile(re.sub(r"\\\{.*?\\\}", "[a-z_-]+", re.escape(name))) for name in named}


def test_every_sentence_that_the_code_names_is_in_a_catalogue():
    known = messages()
    assert len(known) > 250
    missing = [pattern.pattern for pattern in patterns() if not any(pattern.fullmatch(name) for name in known)]
    assert missing == []


def test_the_catalogues_hold_nothing_that_nobody_says():
    asked = [*patterns(), re.compile("drawer-[a-z-]+")]
    assert [name for name in messages() if not any(pattern.fullmatch(name) for pattern in asked)] == []


def test_an_error_is_a_sentence_in_english_and_keeps_what_it_is_made_of():
    error = UserError("store-photo-unreadable", file="a.jpg", reason=Message("photo-empty"))
    assert str(error) == "The photo of a.jpg cannot be read. The file is empty. Choose a photo."
    assert error.message.id == "store-photo-unreadable" and error.message.values["file"] == "a.jpg"


def test_numbers_are_written_so_that_they_can_be_read():
    assert "has 12,345 bytes" in str(Message("zip-large-member", name="a", bytes=12345, limit=1))


def test_another_language_needs_only_its_files_and_what_it_lacks_is_english(add_language):
    add_language("de", {"a.ftl": "photo-empty = Die Datei ist leer.\nrefused-photo = { $path } ({ $reason })\n"})
    refused = Message("refused-photo", path="a.jpg", reason=Message("photo-empty"))
    assert refused.in_language("de") == "a.jpg (Die Datei ist leer.)"
    assert str(refused) == "a.jpg: The file is empty. Choose a photo."
    assert Message("photo-damaged").in_language("de").startswith("The picture is damaged")
    assert refused.in_language("de-CH") == refused.in_language("de")
    assert {refused.in_language(locale) for locale in ("xx", "", "../de", "..", "en-AU")} == {str(refused)}


def test_a_country_writes_dates_its_own_way():
    added = Message("item-added", file="a.jpg", when=datetime(2026, 11, 25, 18, 5))
    assert "25 Nov 2026, 18:05" in added.in_language("en-GB") and "Nov 25, 2026" in added.in_language("en-US")


def test_a_sentence_without_words_is_its_name():
    assert str(Message("drawer-hats")) == "drawer-hats"
