"""Every text of the pages is in the Fluent files: in a language with brackets around each message, none is outside.

The Models page also shows texts of cards and studies, which are in English, and names of columns.
"""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from fluent.syntax import ast, parse, serialize

from app_pages.parts import display, i18n, resources, widget_keys
from app_pages.parts.lesson_pages import LESSONS
from app_pages.parts.widget_keys import cutout_choice, select_box
from data import messages
from data.labels import CLASS_NAMES, PHOTO_CLASS_NAMES
from data.messages import Message, languages
from lessons.activations import LOSSES
from model import study_results
from model.exports import store
from model.exports.summary import read_exports
from model.networks.options import CHOICES
from wardrobe.store.items import FILED, REVIEW, StoredPrediction, utc_now
from wardrobe.store.photo_files import photo_path

SHOWN = ("label", "body", "caption", "placeholder", "options", "alt", "help", "text")  # fields of Streamlit's elements
MARKUP = re.compile(r"(?s:<style>.*?</style>|\$\$.*?\$\$)|:material/\w+:|:[\w-]+\[|\]\{[^}]*\}|&nbsp;|#[0-9a-f]{6}\b")


def speak(monkeypatch, locale):
    """Sets the browser's language."""
    monkeypatch.setattr(i18n.st.context.__class__, "locale", property(lambda self: locale))


@pytest.fixture
def brackets(add_language, monkeypatch):
    """A language that is English in brackets, set as the browser's."""
    files = {}
    for file in (file for locales in messages.LOCALES for file in locales.glob("en/*.ftl")):
        resource = parse(file.read_text("utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                entry.value.elements = [ast.TextElement("⟦"), *entry.value.elements, ast.TextElement("⟧")]
        files[file.name] = serialize(resource)
    add_language("qq", files)
    speak(monkeypatch, "qq")


def texts_of(message):
    """Every text of a page that a user can read, from the elements of the page."""
    for descriptor, value in message.ListFields():
        values = value if descriptor.is_repeated else [value]
        for one in values:
            if hasattr(one, "ListFields"):
                yield from texts_of(one)
            elif isinstance(one, str) and descriptor.name in SHOWN:
                yield one


def outside_brackets(page, names):
    """The texts of a page outside brackets, without the given names."""
    assert not page.exception
    found = []
    for element in page:
        for one in texts_of(element.proto) if getattr(element, "proto", None) is not None else ():
            rest = MARKUP.sub(" ", one)
            while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:
                rest = shorter
            for name in names:
                rest = rest.replace(name, "").replace(display.escaped(name), "")
            if re.search(r"[^\W\d_]{2}", rest):
                found.append(one)
    return found


@pytest.fixture
def used(wardrobe, photos):
    """A wardrobe with an item in each state: filed, corrected, waiting, without its photo, in the bin."""

    def predicted(label, outcome="sorted"):
        shares = {name: 0.55 if name == label else 0.05 for name in CLASS_NAMES}
        return StoredPrediction("photo/2", label, 0.5, outcome, shares, utc_now())

    added = [
        wardrobe.add(photos[0], "a.jpg", prediction=predicted("Dress")),
        wardrobe.add(photos[1], "b.jpg", prediction=predicted("Shirt"), drawer="Coat", state=FILED),
        wardrobe.add(photos[2], "c.jpg", prediction=predicted("Bag", "unsure"), state=REVIEW),
        wardrobe.add(photos[3], "d.jpg", prediction=predicted("Bag")),
        wardrobe.add(photos[4], "e.jpg", drawer="Hats"),
    ]
    wardrobe.delete([added[4].id])
    wardrobe.photos.files.rm_file(photo_path(added[3].photo))
    wardrobe.photos.files.rm(f"thumbnails/{added[3].photo[:2]}", recursive=True)
    return [item.id for item in added]


NAMES = (
    *("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "Hats", "fashion-mnist", "a/x.jpg"),
    *("photo/1", "cnn/1", "mlp/1", "photo/2"),
    *("English", "Deutsch", "Português"),
)


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name",
    ["sort", "review", "wardrobe", "reclassify", "statistics", "backup", "learn", "about", "item", "learn_images"],
)
def test_empty_pages_have_no_text_outside_the_fluent_files(brackets, open_page, tmp_path, name):
    assert outside_brackets(open_page(name), [*NAMES, str(tmp_path.parent)]) == []


@pytest.mark.parametrize("name", LESSONS)
def test_lessons_have_no_text_outside_the_fluent_files(brackets, open_page, name):
    options = [*NAMES, *CHOICES["activation"], *CHOICES["initializer"], *LOSSES]  # as networks and training name them
    assert outside_brackets(open_page(name), sorted(options, key=len, reverse=True)) == []


@pytest.mark.slow
def test_the_wardrobe_and_its_items_have_no_text_outside_the_fluent_files(brackets, used, open_page):
    page = open_page("wardrobe")
    page.session_state["filters"] = True
    page.toggle(key="selecting").set_value(True).run()
    page.checkbox(key=select_box(used[0])).check().run()
    assert outside_brackets(page, NAMES) == []
    page.button(key="edit").click().run()
    assert outside_brackets(page, NAMES) == []
    page.button(key="delete").click().run()
    assert outside_brackets(page, NAMES) == []
    assert outside_brackets(open_page("wardrobe", bin="yes"), NAMES) == []
    for number in used:
        assert outside_brackets(open_page("item", id=str(number)), NAMES) == []


def test_an_explanation_has_no_text_outside_the_fluent_files(brackets, used, open_page):
    page = open_page("item", id=str(used[1]))
    page.session_state[widget_keys.why(f"item-{used[1]}")] = True
    page.run()
    assert outside_brackets(page, NAMES) == []


@pytest.mark.slow
def test_review_and_reclassify_have_no_text_outside_the_fluent_files(brackets, used, open_page):
    page = open_page("review")
    page.session_state["confidence"] = page.session_state["cutout"] = True
    page.run()
    assert outside_brackets(page, NAMES) == []
    page.segmented_control(key=cutout_choice(f"{used[2]}-1")).set_value("rectangle").run()
    assert outside_brackets(page, NAMES) == []
    page.segmented_control(key="review-mode").set_value("drawer").run()
    assert outside_brackets(page, NAMES) == []
    page = open_page("reclassify")
    page.button(key="reclassify").click().run()
    assert outside_brackets(page, NAMES) == []


@pytest.mark.slow
def test_predictions_and_errors_have_no_text_outside_the_fluent_files(brackets, used, photos, open_page):
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


def test_a_wardrobe_that_cannot_be_opened_says_so_in_the_user_s_language(brackets, monkeypatch, open_page):
    monkeypatch.setenv("WARDROBE_STORAGE", "cloud")
    assert outside_brackets(open_page("sort"), ["cloud"]) == []


def test_a_text_outside_the_fluent_files_is_noticed(brackets, monkeypatch, open_page):
    monkeypatch.setattr(resources, "how_good", lambda card: "By the way")
    assert "By the way" in outside_brackets(open_page("about"), NAMES)


def test_numbers_choose_the_variant_of_a_message():
    labels = {i18n.text("sort-save", drawers=drawers, review=review) for drawers, review in ((3, 0), (0, 2), (3, 2))}
    assert len(labels) == 3 and all("0" not in label for label in labels)


@pytest.mark.parametrize("name", PHOTO_CLASS_NAMES)
def test_classes_and_further_kinds_are_named_in_the_user_s_language(brackets, name):
    assert i18n.drawer(name).startswith("⟦")


def test_a_user_s_drawers_keep_their_names():
    assert i18n.drawer("T-shirt/top") == "T-shirt/top"
    assert i18n.drawer("Swim wear") == "Swim wear"
    assert i18n.drawer("Removed") == "Removed", "a drawer may have the id of a message"


@pytest.mark.parametrize("locale", ["en-GB", "xx", "../../etc", ""])
def test_a_language_without_fluent_files_gets_english(locale, monkeypatch):
    speak(monkeypatch, locale)
    assert i18n.text("page-sort") == "Sort"


def test_the_user_s_language_is_found_without_its_country(brackets, monkeypatch):
    speak(monkeypatch, "qq-CH")
    assert i18n.text("page-sort") == "⟦Sort⟧"


PAGES = ("sort", "review", "wardrobe", "reclassify", "statistics", "backup", "models", "about", "item")


_EVERY = [pytest.mark.slow, pytest.mark.thorough]


@pytest.mark.parametrize(
    "language", [name if name == "de" else pytest.param(name, marks=_EVERY) for name in languages()]
)
def test_the_browser_s_language_is_that_of_all_pages(monkeypatch, open_page, language):
    speak(monkeypatch, language)
    for name in PAGES:
        page = open_page(name)
        titles = {Message(id).in_language(language) for id in TITLES}
        assert page.title[0].value in titles, name
        script = next(one for one in page.get("bidi_component") if one.proto.component_name == "page-script")
        assert f'"language": "{language}"' in script.proto.json


TITLES = ("sort-title", "page-review", "page-wardrobe", "reclassify-title", "page-statistics", "page-backup")
TITLES += ("page-models", "about-title", "item-unknown")


@pytest.mark.parametrize("storage", ["local", "session"])
def test_the_user_chooses_a_language_by_hand_and_the_wardrobe_keeps_it(monkeypatch, open_page, storage):
    monkeypatch.setenv("WARDROBE_STORAGE", storage)
    speak(monkeypatch, "en-GB")
    page = open_page("about")
    page.selectbox(key=widget_keys.LANGUAGE).select("de").run()
    assert page.title[0].value == Message("about-title").in_language("de")
    assert page.selectbox(key=widget_keys.LANGUAGE).value == "de"
    page.switch_page("app_pages/wardrobe.py").run()
    assert page.title[0].value == "Kleiderschrank"
    again = open_page("statistics")
    assert again.title[0].value == ("Statistik" if storage == "local" else "Statistics")
    page.switch_page("app_pages/about.py").run()
    page.selectbox(key=widget_keys.LANGUAGE).select("").run()
    assert page.title[0].value == "About"


def test_the_languages_after_the_first_are_asked_for_too():
    assert i18n._by_quality("pt;q=0.5, fr, de-CH;q=0.9, en;q=0, *;q=x") == ["fr", "de-CH", "pt"]
    assert i18n._negotiated("fr", "fr,pt-BR;q=0.8,de;q=0.9", None) == "de"
    assert i18n._negotiated("fr", "fr,pt-BR;q=0.8,de;q=0.9", "pt") == "pt-BR"


def test_a_name_typed_in_the_user_s_language_means_the_program_s_drawer(monkeypatch):
    speak(monkeypatch, "pt-PT")
    assert [i18n.drawer_typed(name) for name in ("calças", "T-shirt/top", "Meias", "CAMISA")] == [
        *("Trouser", "T-shirt/top", "Meias", "Shirt")
    ]


def test_figures_and_charts_write_numbers_as_the_language_does(monkeypatch):
    speak(monkeypatch, "de-DE")
    assert i18n.percent(0.8364) == "83,6\N{NO-BREAK SPACE}%" and i18n.decimal(1234.5) == "1.230"
    number = i18n.chart_locale()["number"]
    assert (number["decimal"], number["thousands"], number["percent"]) == (",", ".", "\N{NO-BREAK SPACE}%")


def test_no_page_formats_a_number_itself():
    """Python writes numbers as English does. The tab with a model's card shows them as the card has them."""
    folder = Path(i18n.__file__).parents[1]
    sources = {file.name: file.read_text("utf-8") for file in folder.rglob("*.py") if file.name != "model_tabs.py"}
    formatted = re.compile(r"""\{[^{}'"]*:(?:,|[,.]\d+)[a-z%]?\}""")
    assert formatted.search('f"{share:.1%}"') and formatted.search('f"{count:,}"')
    assert {name: found for name, source in sources.items() if (found := formatted.findall(source))} == {}


@pytest.mark.slow
def test_the_models_page_has_only_texts_of_cards_and_studies_outside_the_fluent_files(
    brackets, open_page, tmp_path, monkeypatch
):
    for name in ("recipe", "architectures"):  # dots and lines
        shutil.copytree(study_results.STUDIES / name, tmp_path / name)
    monkeypatch.setattr(study_results, "STUDIES", tmp_path)
    found, _ = read_exports(store.EXPORTED)
    studies, _ = study_results.read_studies(tmp_path)
    written = [one.card.role for one in found] + [part for one in studies for part in (one.title, one.conclusion)]
    written += [part for one in studies for chart in one.charts for part in _names_in(chart)]
    written += ["mlp/1", "cnn/1", "photo/1", "runs/exports", "LiteRT", "TensorFlow", "AMD EPYC"]
    page = open_page("models")
    outside = outside_brackets(page, sorted(set(written), key=len, reverse=True))
    assert [one for one in outside if not one.startswith("- ")] == [], (
        "but for the fields of the card, as its file has them"
    )


def _names_in(chart):
    """Columns of results, options, and the values that a study tries, as training writes them."""
    figure = chart.figure
    points = [str(value) for point in chart.points for value in (point.x, point.color)]
    return [name for name in (figure.x, figure.y, figure.color, figure.dashed, chart.of, *points) if len(name) > 1]
