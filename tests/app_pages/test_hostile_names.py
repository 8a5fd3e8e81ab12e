"""Names, notes and files of users are shown as they are: on no page do they become a link, a picture or a formula."""

import json
import re

import pytest
from google.protobuf.message import Message as Proto

from app_pages.parts.display import code, escaped
from model.exports import store
from model.exports.card import CARD_FILE
from tests.app_pages.fake_model import write_export
from wardrobe.store.items import StoredPrediction, utc_now

HOSTILE = (
    "https://evil.example/x",
    "www.evil.example",
    "me@evil.example",
    "[a](https://evil.example)",
    "![a](https://evil.example/a.png)",
    "<img src=x onerror=alert(1)>",
    "\tcode",
    "    code",
    "# heading",
    "text\n===\n- list",
    "$x^2$",
    "`code` **bold** ~~gone~~",
    ":red[red] :small[small]",
    ":smile: :material/delete: :streamlit:",
    "a -> b <- c -- d >= e",
    "&copy; &lt;b&gt;",
    "| a | b |\n|---|---|",
    "name\u202etxt.exe",
    "1. one",
    "\x00\x1b[31m",
)
# Fields of Streamlit's elements that are shown as they are, or not at all.
PLAIN = {
    "value", "raw_value", "raw_values", "default", "options",
    "alt", "id", "form_id", "query_string", "url", "file_name", "data", "set_value",
    "string_value", "placeholder", "user_key", "spec", "widget_id", "content_mime_type", "page_script_hash", "page",
    "scope", "arrow_data", "columns", "element_id", "aria_label", "query_params", "agent_props",
}  # fmt: skip


def line_of(words):
    """Text on one line, without what nobody can see."""
    return " ".join(re.sub("[\x00-\x1f\u202e]", " ", words).split())


# A hostile text with its mark between the marks of code, which are the same on both sides.
AS_CODE = {one: re.compile(rf"(?<!`)(`+)( ?){re.escape(line_of(one))} [A-Za-z]+\d+zz\2\1(?!`)") for one in HOSTILE}


def marked(number, what):
    return f"{HOSTILE[number % len(HOSTILE)]} {what}{number}zz"


def texts(proto, path=""):
    """Every text of a message with the names of its fields."""
    for field, value in proto.ListFields():
        values = value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]
        for one in values:
            if isinstance(one, Proto):
                yield from texts(one, f"{path}/{field.name}")
            elif isinstance(one, str):
                yield f"{path}/{field.name}", one


def drawn(node):
    """The messages of all elements and blocks on a page."""
    for child in node.children.values():
        if proto := getattr(child, "proto", None):
            yield type(child).__name__, proto
        if hasattr(child, "children"):
            yield from drawn(child)


@pytest.fixture
def hostile_drawers(wardrobe):
    """Own drawers with hostile names."""
    return [wardrobe.add_drawer(marked(number, "D")[:40]) for number in range(len(HOSTILE))]


@pytest.fixture
def hostile(wardrobe, photos, hostile_drawers):
    """A wardrobe in which every text that a user can write is hostile."""
    drawers = hostile_drawers
    probabilities = {"Bag": 0.6, marked(2, "L"): 0.4}
    prediction = StoredPrediction(marked(3, "M"), "Bag", 0.6, "unsure", probabilities, utc_now())
    for number, photo in enumerate(photos):
        for offset in (0, 6, 12):
            kind = number + offset
            content = photo + bytes(offset)  # another file
            item = wardrobe.add(
                content, f"{marked(kind, 'F')}.jpg", prediction=prediction, drawer=drawers[kind], state="filed"
            )
            details = {name: marked(kind, name) for name in ("name", "brand", "size", "source")}
            wardrobe.change([item.id], notes=marked(kind, "N"), tags=[marked(kind, "T")], price=kind + 1.0, **details)
            wardrobe.wear([item.id], utc_now().date())
    waiting = wardrobe.add(photos[0] + b"x", f"{marked(0, 'W')}.jpg", prediction=prediction, state="review")
    return wardrobe, waiting


def problems(page):
    """Texts with a mark that a page would show as Markdown and that are not escaped."""
    found = []
    for root in page._tree.children.values():
        for element, proto in drawn(root):
            for path, words in texts(proto):
                if not re.search(r"[A-Za-z]+\d+zz", words):
                    continue
                field = path.rpartition("/")[2]
                rest = words
                for one in HOSTILE:
                    rest = AS_CODE[one].sub("", rest.replace(escaped(one), ""))
                raw = [one for one in HOSTILE if " ".join(one.split()) in rest]
                if raw and field not in PLAIN:
                    found.append((element, path, words))
    return found


def count_marked(page):
    """How many texts with a mark a page has."""
    elements = (proto for root in page._tree.children.values() for _, proto in drawn(root))
    return sum(bool(re.search(r"[A-Za-z]+\d+zz", words)) for proto in elements for _, words in texts(proto))


@pytest.mark.slow
def test_no_page_shows_what_users_write_as_markdown(hostile, open_page):
    wardrobe, waiting = hostile
    ids = wardrobe.ids()
    seen = 0
    for name, query in [
        ("wardrobe", {}),
        ("wardrobe", {"page": "2"}),
        ("wardrobe", {"drawers": wardrobe.own_drawers()[0]}),
        *(("item", {"id": str(number)}) for number in (ids[0], ids[7], ids[14], waiting.id)),
        ("review", {}),
        ("reclassify", {}),
        ("statistics", {}),
        ("backup", {}),
    ]:
        page = open_page(name, **query)
        assert not page.exception, page.exception
        assert problems(page) == [], name
        seen += count_marked(page)
    assert seen > 100  # the pages do show these texts


@pytest.fixture
def hostile_export(tmp_path, monkeypatch):
    """An export in whose card every text is hostile, but for its name and its network."""
    monkeypatch.setattr(store, "EXPORTED", tmp_path / "exported")
    directory = write_export(
        tmp_path / "exported",
        "photo",
        role=marked(1, "R"),
        training={marked(number, "K"): marked(number, "V") for number in range(len(HOSTILE))},
        data={"name": marked(2, "S"), "md5": {marked(3, "H"): marked(15, "I")}},
        environment={"processor": marked(4, "P"), "cores": 2, marked(5, "E"): marked(11, "U")},
    )
    card = json.loads((directory / CARD_FILE).read_text("utf-8"))
    card["metrics"]["test"]["dataset"] = marked(0, "T")
    (directory / CARD_FILE).write_text(json.dumps(card), "utf-8")


@pytest.mark.parametrize("page", ["models", "about", "sort", "learn"])
def test_no_page_shows_the_texts_of_an_export_as_markdown(page, hostile_export, open_page):
    opened = open_page(page)
    assert problems(opened) == []
    assert bool(count_marked(opened)) == (page != "learn")  # which shows nothing of an export


@pytest.mark.parametrize("count", [3, len(HOSTILE)])  # in full, and small
def test_the_sort_page_shows_the_names_of_files_as_they_are(count, open_page, photos, hostile_drawers):
    page = open_page("sort")
    files = [
        (
            f"{marked(number, 'F')}.jpg".replace("\0", ""),
            photos[0] + bytes(number) if number % 2 else b"no photo",
            "image/jpeg",
        )
        for number in range(count)
    ]
    page.file_uploader[0].set_value(files).run()
    assert not page.exception and problems(page) == []
    assert count_marked(page) > count


@pytest.mark.parametrize("words", [*HOSTILE, "``", "`", "a `` b ` c", ""])
def test_code_shows_all_of_a_value_and_nothing_else(words):
    shown = code(words)
    line = line_of(words)
    if not line:
        assert shown == "–"
        return
    marks = re.match("`+", shown).group()
    inside = shown.removeprefix(marks).removesuffix(marks)
    assert inside.strip() == line and marks not in re.findall("`+", inside)
    assert len(marks) == 1 or inside == f" {line} "  # else the value's own marks would count as the code's


@pytest.mark.parametrize("words", HOSTILE)
def test_escaped_text_has_nothing_left_that_the_front_end_looks_for(words):
    line = escaped(words)
    assert "\n" not in line and "\t" not in line and not line.startswith(" ")
    plain = re.sub(r"\\(.)", r"\1", line)  # what the front end sees in the text once Markdown has been read
    assert not re.search(r"https?://|www(?=\.)", plain)
    assert not re.search(r"[-.\w+]+@[-\w]+(?:\.[-\w]+)+", plain)
    assert not re.search(r":[\w+/-]+:|:\w+\[|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", plain)
    assert not re.search(r"(?<!\\)[`*_\[\]<>$~|&]", line)
    assert plain.replace("\u2060", "") == line_of(words)


def test_ordinary_names_are_unchanged_to_the_eye():
    for name in ("Größe 38", "Sommer 2024, leicht", "M&S", "👩‍👧 Kleid", "шапка", "16:9"):
        assert re.sub(r"\\(.)", r"\1", escaped(name)).replace("\u2060", "") == name
