"""Accessibility findings of axe, without those that only Streamlit can fix."""

from axe_playwright_python.sync_playwright import Axe

_SERIOUS = ("serious", "critical")

STREAMLITS_OWN = {
    # In the dark theme, selected choices and slider values have the accent colour, which also carries the buttons'
    # white text: no colour has enough contrast with both white and the dark background.
    "color-contrast": "[data-testid=stButtonGroup], [data-testid=stSlider]",
}
"""Rules that Streamlit's own markup breaks, by the elements that break them."""


def serious_findings(page):
    """Serious and critical findings in the project's own elements: the rule, its help text and the element."""
    found = []
    for finding in Axe().run(page).response["violations"]:
        for node in finding["nodes"] if finding["impact"] in _SERIOUS else ():
            if not _is_streamlits(page, finding["id"], node["target"][0]):
                found.append(f"{finding['id']}: {finding['help']}: {node['html'][:200]}")
    return found


def _is_streamlits(page, rule, selector):
    inside = STREAMLITS_OWN.get(rule)
    script = "([element, inside]) => !!document.querySelector(element)?.closest(inside)"
    return bool(inside) and page.evaluate(script, [selector, inside])
