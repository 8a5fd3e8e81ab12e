"""Messages and the Fluent files that word them: each message of the code has a text, and no text is unused."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from data import messages
from data.messages import LOCALES, Message, UserError, languages

ROOT = Path(messages.__file__).parents[1]
NAMED = re.compile(
    r"""(?<![.\w])(?:text|Message|(?:Photo|Wardrobe|Store|Storage|Archive|Settings|Format)Error)\(\s*f?["']([^"']+)["']"""
    r"""(?:\s+if\s[^()"']*\selse\s+f?["']([^"']+)["'])?"""
    r"""|_refusal\(name, "([^"]+)\""""
)
LATER = re.compile(r"""\bexpected = "([a-z-]+)" if \w+ else "([a-z-]+)\"""")


def messages():
    """The ids of all messages in the Fluent files."""
    found = set()
    for file in sorted(file for locales in LOCALES for file in locales.glob("en/*.ftl")):
        for entry in parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is defined twice"
                found.add(entry.id.name)
    return found


def patterns():
    """The ids that the code uses, as regular expressions: a part in braces can be any word."""
    packages = [locales.parent for locales in LOCALES]
    sources = [file.read_text("utf-8") for package in packages for file in package.rglob("*.py")]
    sources.append((ROOT / "app.py").read_text("utf-8"))
    found = [match for source in sources for match in (*NAMED.findall(source), *LATER.findall(source))]
    named = {name for match in found for name in match if name}
    return {re.compile(re.sub(r"\\\{.*?\\\}", "[a-z_-]+", re.escape(name))) for name in named}


def test_every_message_of_the_code_has_a_text():
    known = messages()
    assert len(known) > 250
    missing = [pattern.pattern for pattern in patterns() if not any(pattern.fullmatch(name) for name in known)]
    assert missing == []


def test_no_text_is_unused():
    used = [*patterns(), re.compile("drawer-[a-z-]+")]
    assert [name for name in messages() if not any(pattern.fullmatch(name) for pattern in used)] == []


def test_an_error_has_an_english_text_and_keeps_its_message():
    error = UserError("store-photo-unreadable", file="a.jpg", reason=Message("photo-empty"))
    assert str(error) == "The photo of a.jpg cannot be read. The file is empty. Choose a photo."
    assert error.message.id == "store-photo-unreadable" and error.message.values["file"] == "a.jpg"


def test_large_numbers_have_thousands_separators():
    assert "has 12,345 bytes" in str(Message("zip-large-member", name="a", bytes=12345, limit=1))


def test_another_language_needs_only_its_files_and_falls_back_to_english(add_language):
    add_language("fr", {"a.ftl": "photo-empty = Le fichier est vide.\nrefused-photo = { $path } ({ $reason })\n"})
    refused = Message("refused-photo", path="a.jpg", reason=Message("photo-empty"))
    assert refused.in_language("fr") == "a.jpg (Le fichier est vide.)"
    assert str(refused) == "a.jpg: The file is empty. Choose a photo."
    assert Message("photo-damaged").in_language("fr").startswith("The picture is damaged")
    assert refused.in_language("fr-CH") == refused.in_language("fr")
    assert {refused.in_language(locale) for locale in ("xx", "", "../fr", "..", "en-AU")} == {str(refused)}


def test_dates_follow_the_country_of_the_locale():
    added = Message("item-added", file="a.jpg", when=datetime(2026, 11, 25, 18, 5))
    assert "25 Nov 2026, 18:05" in added.in_language("en-GB") and "Nov 25, 2026" in added.in_language("en-US")


def test_a_message_without_a_text_is_its_id():
    assert str(Message("drawer-hats")) == "drawer-hats"


@pytest.mark.parametrize("language", languages())
def test_names_from_outside_are_on_one_line_and_no_command_for_a_terminal(language):
    hostile = "a\r\n\x1b[2J\u2028\x85\udcff\x00.jpg"
    text = Message("refused-photo", path=hostile, reason=Message("photo-empty")).in_language(language)
    assert r"a\r\n\x1b[2J\u2028\x85\udcff\x00.jpg" in text and len(text.splitlines()) == 1
    seen = "Größe 9.41\u202fAM 👨\u200d👩\u200d👧.jpg"  # as systems and people name files
    assert seen in Message("refused-photo", path=seen, reason="x").in_language(language)
