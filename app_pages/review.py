"""Review: items that the model is not sure of, one at a time (the least certain first) or a drawer at once."""

import contextlib

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts import (
    confidence,
    cutout_editor,
    display,
    done_bar,
    item_card,
    resources,
    review_choices,
    widget_keys,
)
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import text
from app_pages.parts.state import session, set_widget, widget_value
from wardrobe.store.errors import StoreError
from wardrobe.store.items import REVIEW, Filters, Item

_A_PAGE = 24
_WIDTH = 380  # pixels, of the photo and of the choices beside or below it; the style sheet limits the photo's height
_WAITING = Filters(state=REVIEW)


def main() -> None:
    """Draws the items that wait for review."""
    st.title(text("review-title"), anchor=False)
    done_bar.show()
    counts = resources.wardrobe().counts(_WAITING)
    if not counts:
        _show_empty()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        mode = st.segmented_control(
            text("review-mode"),
            ("one", "drawer"),
            default="one",
            required=True,
            format_func=lambda name: text(f"review-mode-{name}"),
            key="review-mode",
            label_visibility="collapsed",
            width="content",
        )
        progress = st.empty()
    if mode == "one":
        _review_one(sum(counts.values()), progress)
    else:
        _review_drawer(counts)


def _show_empty() -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.subheader(f":material/task_alt: {text('review-empty')}", anchor=False)
        st.markdown(text("review-empty-why"))
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.page_link("app_pages/sort.py", label=text("page-sort"), icon=":material/add_a_photo:")
            st.page_link("app_pages/wardrobe.py", label=text("page-wardrobe"), icon=":material/checkroom:")


def _review_one(count: int, progress: DeltaGenerator) -> None:
    skipped = session().skipped_items
    waiting = resources.wardrobe().ids(_WAITING, order="unsure")
    left = [number for number in waiting if number not in skipped]
    if not left:
        # Only skipped items are left: start again.
        skipped.clear()
        left = waiting
    item = resources.wardrobe().get(left[0])
    progress.caption(text("review-left", count=count, skipped=count - len(left)), width="content")
    with st.container(horizontal=True, key="review"):
        with st.container(width=_WIDTH, key="review-photo"):
            _show_photo(item)
        with st.container(width=_WIDTH, key="review-answers"):
            review_choices.show(item)
    _show_more(item)


def _show_photo(item: Item) -> None:
    try:
        photo = resources.wardrobe().photos.upright(item)
        st.image(photo, width="stretch", alt=text("alt-photo", file=item.file_name))
    except StoreError as error:
        display.show_error(error)


def _show_more(item: Item) -> None:
    if item.prediction and (more := display.lazy_expander("confidence", text("review-confidence"), "bar_chart")):
        with more:
            confidence.show(item.prediction, key=widget_keys.chart(item.id))
    if more := display.lazy_expander("cutout", text("cutout-title"), "content_cut"):
        with more:
            with contextlib.suppress(StoreError):  # the message is above, in the photo's place
                st.image(
                    display.source(resources.wardrobe().photos.thumbnail(item)),
                    width=160,
                    alt=text("alt-cut-out", file=item.file_name),
                )
            cutout_editor.show(item, resources.model_of(item), move=True)


def _review_drawer(counts: dict[str, int]) -> None:
    names = sorted(counts, key=lambda name: -counts[name])
    if widget_value(widget_keys.REVIEW_DRAWER) not in names:
        set_widget(widget_keys.REVIEW_DRAWER, names[0])
    chosen_drawer = st.pills(
        text("review-drawer"),
        names,
        required=True,
        format_func=lambda name: f"{drawer_label(name)} {counts[name]}",
        key=widget_keys.REVIEW_DRAWER,
    )
    name = chosen_drawer or names[0]
    items = resources.wardrobe().find(Filters(state=REVIEW, drawers=(name,)), order="sure", limit=_A_PAGE)
    st.caption(text("review-untick", drawer=drawer_label(name)))
    above = st.container()
    chosen = []
    with st.grid(min_column_width=150):
        for item in items:
            with st.container(border=True, gap="xsmall"):
                item_card.picture(item, "photo")
                label = filter(None, [drawer_label(name), confidence.sure_of(item.prediction, name)])
                # What the model takes for none of the classes is in this drawer only if the user says so.
                likely = item.prediction is None or item.prediction.outcome != "not_clothing"
                if st.checkbox(", ".join(label), value=likely, key=widget_keys.review_tick(item.id)):
                    chosen.append(item.id)
    above.button(
        text("review-confirm", count=len(chosen), drawer=drawer_label(name)),
        type="primary",
        icon=":material/done_all:",
        key="confirm",
        disabled=not chosen,
        on_click=review_choices.move,
        args=(chosen, name),
    )


main()
