"""The languages: each has every text that English has, with the same values, marks and cases, and none more."""

from collections import Counter
from datetime import datetime
from functools import cache

import pytest
from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast, parse, serialize

from data.messages import FALLBACK, LOCALES, Message, language_name, languages, negotiate

OTHERS = languages()[1:]
LOCALES_OF = {"de": ("de", "de-AT", "de-CH"), "pt": ("pt-PT", "pt-BR", "pt")}
ALIKE_EVERYWHERE = {
    *("models-f1", "models-auroc", "models-role-fashion-mnist", "models-column-size", "models-megabytes"),
    *("models-minutes", "models-milliseconds", "review-question"),
    *("runtime-litert", "runtime-tensorflow", "runtime-serving"),
}
ALIKE = {
    # Words that are the same in English and in the language.
    "de": {
        *("drawer-pullover", "drawer-sneaker", "drawer-shorts", "colour-beige", "colour-orange", "colour-mint"),
        *("colour-magenta", "item-name", "season-winter", "models-precision", "models-recall", "models-label"),
        *("models-card-training", "models-column-minutes"),
    },
    "pt": {"drawer-t-shirt-top", "colour-coral", "colour-magenta", "models-tab-classes"},
}


class Used:
    """What a message contains: values with the functions on them, other messages, cases, and Markdown."""

    def __init__(self, entry):
        self.values, self.cases, self.marks, self.numbers, self.dates = set(), {}, Counter(), set(), set()
        self._note(entry)

    def _note(self, node):
        if isinstance(node, ast.TextElement):
            self.marks.update({mark: node.value.count(mark) for mark in ("**", "`")})
        elif isinstance(node, ast.VariableReference):
            self.values.add(node.id.name)
        elif isinstance(node, ast.MessageReference | ast.TermReference):
            self.values.add(f"{type(node).__name__} {node.id.name}")
        elif isinstance(node, ast.FunctionReference):
            self.values.add(serialize_expression(node))
            [argument] = node.arguments.positional
            (self.dates if node.id.name == "DATETIME" else self.numbers).add(argument.id.name)
            return
        elif isinstance(node, ast.SelectExpression):
            self.cases[node.selector.id.name] = {key_of(variant) for variant in node.variants}
        for value in vars(node).values() if isinstance(node, ast.BaseNode) else node if isinstance(node, list) else ():
            self._note(value)


def serialize_expression(node):
    message = ast.Message(ast.Identifier("x"), ast.Pattern([ast.Placeable(node)]))
    return serialize(ast.Resource([message])).strip()


def key_of(variant):
    return variant.key.value if isinstance(variant.key, ast.NumberLiteral) else variant.key.name


@cache
def messages(language):
    """All messages of a language by file and id."""
    found = {}
    for folder in LOCALES:
        for file in sorted(folder.glob(f"{language}/*.ftl")):
            for entry in parse(file.read_text("utf-8")).body:
                assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
                assert not isinstance(entry, ast.Term) and not getattr(entry, "attributes", []), f"{file}: unexpected"
                if isinstance(entry, ast.Message):
                    key = f"{folder.parent.name}/{file.name}", entry.id.name
                    assert key not in found, f"{key} is defined twice"
                    found[key] = entry
    return found


@cache
def bundle(locale):
    made = FluentBundle([locale], use_isolating=False)
    for folder in LOCALES:
        for file in folder.glob(f"{locale.partition('-')[0]}/*.ftl"):
            made.add_resource(FluentResource(file.read_text("utf-8")))
    return made


def test_the_app_speaks_english_german_and_portuguese():
    assert languages() == ("en", "de", "pt")
    assert [language_name(language) for language in languages()] == ["English", "Deutsch", "Português"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_none_is_left_over(language):
    assert list(messages(language).keys() ^ messages(FALLBACK).keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_use_the_same_values_cases_and_marks(language):
    differing = []
    for key, entry in messages(language).items():
        mine, english = Used(entry), Used(messages(FALLBACK)[key])
        cases = {name: {"1" if case == "one" else case for case in cases} for name, cases in mine.cases.items()}
        expected = {name: {"1" if case == "one" else case for case in cases} for name, cases in english.cases.items()}
        if (mine.values, cases, +mine.marks) != (english.values, expected, +english.marks):
            differing.append(key)
    assert differing == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_was_left_in_english(language):
    same = {
        name
        for (file, name), entry in messages(language).items()
        if entry.equals(messages(FALLBACK)[file, name], ignored_fields=["span", "comment"])
        and any(
            part.value.strip(" \n.,:;·›×()–{}") for part in entry.value.elements if isinstance(part, ast.TextElement)
        )
    }
    assert sorted(same ^ ALIKE[language] ^ ALIKE_EVERYWHERE) == []


@pytest.mark.parametrize("locale", [*(one for listed in LOCALES_OF.values() for one in listed), "en", "en-GB"])
def test_every_text_can_be_written_in_every_country_and_one_is_never_said_of_none(locale):
    for (_, name), entry in messages(locale.partition("-")[0]).items():
        has = Used(entry)
        texts = {}
        for count in (0, 1, 2, 1_234_567):
            values = dict.fromkeys(has.values, "a") | dict.fromkeys([*has.numbers, *has.cases], count)
            values |= dict.fromkeys(has.dates, datetime(2026, 11, 30, 12, 30))
            texts[count], errors = bundle(locale).format_pattern(bundle(locale).get_message(name).value, values)
            assert errors == [], (name, errors)
            assert "{" not in str(texts[count]), (name, texts[count])
        if any({"one", "1"} & cases for cases in has.cases.values()):
            assert texts[0] != texts[1] != texts[2], name


def test_numbers_dates_and_plurals_follow_the_language():
    found = {locale: Message("found", count=1234, total=12345).in_language(locale) for locale in ("en", "de", "pt-PT")}
    assert found["en"] == "**1,234** of 12,345 items"
    assert found["de"] == "**1.234** von 12.345 Teilen"
    assert found["pt-PT"].replace("\N{NO-BREAK SPACE}", " ") == "**1 234** de 12 345 peças"
    assert Message("percent", share=0.5).in_language("de") == "50\N{NO-BREAK SPACE}%"
    added = Message("item-added", file="a.jpg", when=datetime(2026, 3, 5, 18, 5))
    assert "05.03.2026" in added.in_language("de") and "18:05" in added.in_language("pt-BR")


@pytest.mark.parametrize(
    ("wanted", "chosen", "locale"),
    [
        (["pt-BR", "en"], None, "pt-BR"),
        (["fr-FR", "de-AT", "pt"], None, "de-AT"),
        (["pt"], None, "pt-PT"),
        (["DE_ch"], None, "DE_ch"),
        (["fr", ""], None, "en"),
        ([], None, "en"),
        (["en-GB", "pt-BR"], "pt", "pt-BR"),
        (["en-GB"], "pt", "pt-PT"),
        (["de"], "en", "en"),
        (["de"], "fr", "de"),
        (["de"], "../en", "de"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_first_that_the_browser_prefers(wanted, chosen, locale):
    assert negotiate(wanted, chosen) == locale


def test_plural_cases_are_those_of_the_language():
    for language in OTHERS:
        known = Locale.parse(language).plural_form.tags | {"other"}
        for key, entry in messages(language).items():
            words = {case for cases in Used(entry).cases.values() for case in cases if not case.isdecimal()}
            own = {case for cases in Used(messages(FALLBACK)[key]).cases.values() for case in cases}
            assert words <= known | (own - {"one"}), (language, key)
