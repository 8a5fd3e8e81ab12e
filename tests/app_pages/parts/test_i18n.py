"""What pages say is in the catalogues: where every sentence of these stands in brackets, nothing stands outside.

The page Models also shows what cards and studies say of themselves, and is left out.
"""

import io
import re
import zipfile

import pytest
from fluent.syntax import ast, parse, serialize

from app_pages.parts import i18n, resources
from data import messages
from data.labels import CLASS_NAMES
from model.exports.store import list_exports
from wardrobe.store.items import FILED, REVIEW, StoredPrediction, utc_now
from wardrobe.store.photo_files import photo_path

SHOWN = ("label", "body", "caption", "placeholder", "options", "alt", "help", "text")  # fields of Streamlit's elements
MARKUP = re.compile(r":material/\w+:|:[\w-]+\[|\]\{[^}]*\}|&nbsp;|#[0-9a-f]{6}\b")


def speak(monkeypatch, locale):
    """Lets the browser ask for a language."""
    monkeypatch.setattr(i18n.st.context.__class__, "locale", property(lambda self: locale))


@pytest.fixture
def brackets(add_language, monkeypatch):
    """A language that is English in brackets, which the browser asks for."""
    files = {}
    for file in (file for locales in messages.LOCALES for file in locales.glob("en/*.ftl")):
        resource = parse(file.read_text("utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                entry.value.elements = [ast.TextElement("⟦"), *entry.value.elements, ast.TextElement("⟧")]
        files[file.name] = serialize(resource)
    add_language("qq", files)
    speak(monkeypatch, "qq")


def words_of(message):
    """Every text on a page that a person can read, out of the elements that make it."""
    for descriptor, value in message.ListFields():
        values = value if descriptor.is_repeated else [value]
        for one in values:
            if hasattr(one, "ListFields"):
                yield from words_of(one)
            elif isinstance(one, str) and descriptor.name in SHOWN:
                yield one


def outside_brackets(page, names):
    """The words on a page that are in no bracket, and are no names that somebody gave."""
    assert not page.exception
    found = []
    for element in page:
        for words in words_of(element.proto) if getattr(element, "proto", None) is not None else ():
            rest = MARKUP.sub(" ", words)
            while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:
                rest = shorter
            for name in names:
                rest = rest.replace(name, "").replace(resources.escaped(name), "")
            if re.search(r"[^\W\d_]{2}", rest):
                found.append(words)
    return found


@pytest.fixture
def used(wardrobe, photos):
    """A wardrobe with a piece in each state: filed, corrected, waiting, without its photo, in the bin."""

    def said(label, outcome="sorted"):
        shares = {name: 0.55 if name == label else 0.05 for name in CLASS_NAMES}
        return StoredPrediction("photo/2", label, 0.5, outcome, shares, utc_now())

    kept = [
        wardrobe.add(photos[0], "a.jpg", prediction=said("Dress")),
        wardrobe.add(photos[1], "b.jpg", prediction=said("Shirt"), drawer="Coat", state=FILED),
        wardrobe.add(photos[2], "c.jpg", prediction=said("Bag", "unsure"), state=REVIEW),
        wardrobe.add(photos[3], "d.jpg", prediction=said("Bag")),
        wardrobe.add(photos[4], "e.jpg", drawer="Hats"),
    ]
    wardrobe.delete([kept[4].id])
    wardrobe.photos.files.rm_file(photo_path(kept[3].photo))
    wardrobe.photos.files.rm(f"thumbnails/{kept[3].photo[:2]}", recursive=True)
    return [item.id for item in kept]


NAMES = (
    *("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "Hats", "fashion-mnist", "a/x.jpg"),
    *("/".join(export.parts[-2:]) for export in list_exports()),
)


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["sort", "review", "wardrobe", "reclassify", "backup", "about", "item"])
def test_empty_pages_say_nothing_that_is_not_in_a_catalogue(brackets, open_page, tmp_path, name):
    assert outside_brackets(open_page(name), [*NAMES, str(tmp_path.parent)]) == []


def test_the_wardrobe_and_its_pieces_say_nothing_that_is_not_in_a_catalogue(brackets, used, open_page_at):
    page = open_page_at("wardrobe")
    page.session_state["filters"] = True
    page.toggle(key="picking").set_value(True).run()
    page.checkbox(key=f"pick-{used[0]}").check().run()
    assert outside_brackets(page, NAMES) == []
    page.button(key="edit").click().run()
    assert outside_brackets(page, NAMES) == []
    page.button(key="delete").click().run()
    assert outside_brackets(page, NAMES) == []
    assert outside_brackets(open_page_at("wardrobe", bin="yes"), NAMES) == []
    for number in used:
        assert outside_brackets(open_page_at("item", id=str(number)), NAMES) == []


def test_review_and_asking_say_nothing_that_is_not_in_a_catalogue(brackets, used, open_page):
    page = open_page("review")
    page.session_state["confidence"] = page.session_state["nudge"] = True
    page.run()
    assert outside_brackets(page, NAMES) == []
    page.segmented_control(key=f"nudge-{used[2]}-1").set_value("rectangle").run()
    assert outside_brackets(page, NAMES) == []
    page.segmented_control(key="way").set_value("drawer").run()
    assert outside_brackets(page, NAMES) == []
    page = open_page("reclassify")
    page.button(key="ask").click().run()
    assert outside_brackets(page, NAMES) == []


def test_answers_and_refusals_say_nothing_that_is_not_in_a_catalogue(brackets, used, photos, open_page):
    page = open_page("sort")
    files = [("a.jpg", photos[5]), ("b.jpg", b"GIF8"), ("c.jpg", b"")]
    page.file_uploader[0].set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert outside_brackets(page, NAMES) == [] and len(page.error) == 2
    page = open_page("backup")
    page.file_uploader[0].set_value([("e.zip", b"no zip", "application/zip")]).run()
    page.button(key="restore").click().run()
    assert outside_brackets(page, NAMES) == [] and page.error
    page.segmented_control(key="import-source").set_value("zip").run()
    page.file_uploader[1].set_value([("e.zip", zipped(**{"a/x.jpg": b"BM"}), "application/zip")]).run()
    page.button(key="import").click().run()
    assert outside_brackets(page, NAMES) == [] and page.text
    page.switch_page("app_pages/wardrobe.py").run()
    page.button(key="own-drawers").click().run()
    page.button(key="drawer-add").click().run()
    assert outside_brackets(page, NAMES) == [] and page.error


def test_a_wardrobe_that_cannot_be_opened_says_so_in_the_reader_s_language(brackets, monkeypatch, open_page):
    monkeypatch.setenv("WARDROBE_STORAGE", "cloud")
    assert outside_brackets(open_page("sort"), ["cloud"]) == []


def test_what_is_not_in_a_catalogue_is_noticed(brackets, monkeypatch, open_page):
    monkeypatch.setattr(resources, "how_good", lambda card: "By the way")
    assert "By the way" in outside_brackets(open_page("about"), NAMES)


def test_numbers_choose_their_words():
    assert i18n.text("sort-keep", drawers=3, review=0) == "Keep: 3 into drawers"
    assert i18n.text("sort-keep", drawers=0, review=2) == "Keep: 2 for review"
    assert i18n.text("sort-keep", drawers=3, review=2) == "Keep: 3 into drawers, 2 for review"


def test_own_drawers_are_called_as_their_owner_calls_them():
    assert i18n.drawer("T-shirt/top") == "T-shirt/top"
    assert i18n.drawer("Swim wear") == "Swim wear"
    assert i18n.drawer("Removed") == "Removed", "an own drawer may have a message's name"


@pytest.mark.parametrize("locale", ["en-GB", "xx", "../../etc", ""])
def test_a_language_without_a_catalogue_reads_english(locale, monkeypatch):
    speak(monkeypatch, locale)
    assert i18n.text("page-sort") == "Sort"


def test_the_reader_s_language_is_read_without_its_country(brackets, monkeypatch):
    speak(monkeypatch, "qq-CH")
    assert i18n.text("page-sort") == "⟦Sort⟧"
