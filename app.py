"""The app: streamlit run app.py."""

from pathlib import Path

import streamlit as st

from app_pages.parts import resources
from app_pages.parts.i18n import text, translate

# A file of ours: a named icon as the tab's would be fetched from another server, which would learn who opens the app.
icon = Path(__file__).parent / "app_pages" / "icon.png"
st.set_page_config(page_title=text("app-title"), page_icon=icon, layout="wide")

icons = {
    "sort": "add_a_photo",
    "review": "rate_review",
    "wardrobe": "checkroom",
    "item": "apparel",
    "reclassify": "psychology_alt",
    "backup": "archive",
    "models": "leaderboard",
    "about": "info",
}
pages = [
    st.Page(
        f"app_pages/{name}.py",
        title=text(f"page-{name}"),
        icon=f":material/{symbol}:",
        default=name == "sort",
        visibility="hidden" if name in ("item", "reclassify") else "visible",
    )
    for name, symbol in icons.items()
]
page = st.navigation(pages, position="top")
resources.enter(page.url_path)
if problem := resources.storage_problem():
    st.error(text("storage-wrong", reason=resources.escaped(translate(problem))), icon=":material/error:")
else:
    resources.show_where_it_is_kept()
    page.run()
