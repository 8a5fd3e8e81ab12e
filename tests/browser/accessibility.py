"""Accessibility findings of axe."""

from axe_playwright_python.sync_playwright import Axe

_SERIOUS = ("serious", "critical")


def serious_findings(page):
    """Serious and critical findings: the rule, its help text and the element."""
    return [
        f"{finding['id']}: {finding['help']}: {node['html'][:200]}"
        for finding in Axe().run(page).response["violations"]
        if finding["impact"] in _SERIOUS
        for node in finding["nodes"]
    ]
