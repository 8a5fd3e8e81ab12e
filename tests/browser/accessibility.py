"""What axe finds on a page, without what is Streamlit's own to mend."""

from axe_playwright_python.sync_playwright import Axe

_SERIOUS = ("serious", "critical")

STREAMLITS_OWN = {
    # In the dark a selected choice, or a slider's value, is written in the theme's one accent colour, which carries
    # white text on buttons: no colour has enough contrast with both white and the dark ground.
    "color-contrast": "[data-testid=stButtonGroup], [data-testid=stSlider]",
}
"""Rules that Streamlit's own markup breaks, and the elements in which it does."""


def serious_findings(page):
    """What is broken seriously or worse by what is ours: the rule, what it asks for, and the element that breaks it."""
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
