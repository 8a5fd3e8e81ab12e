"""Learn: all lessons at a glance."""

import pytest

from app_pages.parts.i18n import text
from app_pages.parts.lesson_pages import LESSONS


@pytest.mark.usefixtures("no_model")
def test_every_lesson_has_a_link_and_a_sentence(open_page, markdown):
    page = open_page("learn")
    links = {link.proto.label for link in page.get("page_link")}
    for name in LESSONS:
        about = text(f"learn-about-{name}")
        assert about != f"learn-about-{name}" and about in markdown(page)
        assert text(f"page-{name}") in links
