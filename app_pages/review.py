"""Review: what the model was not sure of, the least certain first; one key or click each, or a class at once."""

import contextlib

import streamlit as st

from app_pages.parts import confidence, cutout_editor, item_card, resources
from app_pages.parts.i18n import drawer, text
from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, Filters, Item

_LIKELY = 4  # drawers with a key of their own
_A_PAGE = 24
_PICTURE_WIDTH = 300  # pixels: on a phone the choices are still in sight
_WAITING = Filters(state=REVIEW)


def main() -> None:
    """Draws the queue, one at a time or by drawer."""
    st.title(text("review-title"), anchor=False)
    with st.bottom:  # what is clicked next stays where it was
        resources.show_done()
    counts = resources.wardrobe().counts(_WAITING)
    if not counts:
        _show_empty()
        return
    way = st.segmented_control(
        text("review-way"),
        ("one", "drawer"),
        default="one",
        required=True,
        format_func=lambda name: text(f"review-way-{name}"),
        key="way",
        label_visibility="collapsed",
    )
    if way == "one":
        _review_one(sum(counts.values()))
    else:
        _review_drawer(counts)


def _show_empty() -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.subheader(f":material/task_alt: {text('review-empty')}", anchor=False)
        st.markdown(text("review-empty-why"))
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.page_link("app_pages/sort.py", label=text("page-sort"), icon=":material/add_a_photo:")
            st.page_link("app_pages/wardrobe.py", label=text("page-wardrobe"), icon=":material/checkroom:")


def _review_one(count: int) -> None:
    skipped: list[int] = st.session_state.setdefault("skipped", [])
    waiting = resources.wardrobe().ids(_WAITING, order="unsure")
    left = [number for number in waiting if number not in skipped]
    if not left:
        # Round again: what was skipped is all that is left.
        skipped.clear()
        left = waiting
    item = resources.wardrobe().get(left[0])
    st.caption(text("review-left", count=count, skipped=count - len(left)))
    with st.container(horizontal=True):
        with st.container(width=_PICTURE_WIDTH):
            _show_photo(item)
        with st.container(width=360):
            _show_choices(item)
    _show_more(item)


def _show_photo(item: Item) -> None:
    try:
        st.image(
            resources.wardrobe().photos.upright(item), width=_PICTURE_WIDTH, alt=text("alt-photo", file=item.file_name)
        )
    except StoreError as error:
        resources.explain(error)


def _show_choices(item: Item) -> None:
    prediction = item.prediction
    if prediction and prediction.outcome == "not_clothing":
        st.subheader(text("review-nothing"), anchor=False)
    else:
        st.subheader(text("review-question", drawer=_shown(item.drawer)), anchor=False)
    st.caption(" · ".join(filter(None, [confidence.sure_of(prediction, item.drawer), resources.plain(item.file_name)])))
    ranked = sorted(prediction.probabilities, key=prediction.probabilities.__getitem__) if prediction else []
    likely = list(dict.fromkeys([item.drawer, *reversed(ranked)]))[:_LIKELY]
    for key, name in enumerate(likely, start=1):
        st.button(
            text("review-yes", drawer=_shown(name)) if key == 1 else _shown(name),
            # A button of its own for each piece: a second click that comes late is not one on the next piece.
            key=f"choice-{key}-{item.id}",
            shortcut=str(key),
            type="primary" if key == 1 else "secondary",
            width="stretch",
            on_click=_file,
            args=([item.id], name),
        )
    others = [name for name in resources.all_drawers() if name not in likely]
    st.selectbox(
        text("review-other"),
        others,
        index=None,
        format_func=drawer,
        placeholder=text("review-other-placeholder"),
        key=f"other-{item.id}",
        on_change=_file_other,
        args=(item.id,),
    )
    with st.container(horizontal=True):
        for name, key, icon, act in (("skip", "S", "skip_next", _skip), ("bin", "X", "delete", _to_bin)):
            label = text(f"review-{name}")
            st.button(
                label, key=f"{name}-{item.id}", shortcut=key, icon=f":material/{icon}:", on_click=act, args=(item,)
            )


def _show_more(item: Item) -> None:
    if item.prediction and (more := resources.unfolded("confidence", text("review-confidence"), "bar_chart")):
        with more:
            confidence.show(item.prediction, key=f"chart-{item.id}")
    if more := resources.unfolded("nudge", text("nudge-title"), "content_cut"):
        with more:
            with contextlib.suppress(StoreError):  # it was said above, where the photo should be
                st.image(
                    resources.wardrobe().photos.thumbnail(item), width=160, alt=text("alt-cut-out", file=item.file_name)
                )
            cutout_editor.show(item, resources.model_of(item), move=True)


def _review_drawer(counts: dict[str, int]) -> None:
    names = sorted(counts, key=lambda name: -counts[name])
    if st.session_state.get("class") not in names:
        st.session_state["class"] = names[0]
    name = st.pills(
        text("review-drawer"),
        names,
        required=True,
        format_func=lambda name: f"{_shown(name)} {counts[name]}",
        key="class",
    )
    items = resources.wardrobe().find(Filters(state=REVIEW, drawers=(name,)), order="sure", limit=_A_PAGE)
    st.caption(text("review-untick", drawer=_shown(name)))
    above = st.container()
    chosen = []
    with st.grid(min_column_width=150):
        for item in items:
            with st.container(border=True, gap="xsmall"):
                item_card.picture(item, "photo")
                label = filter(None, [_shown(name), confidence.sure_of(item.prediction, name)])
                if st.checkbox(", ".join(label), value=True, key=f"tick-{item.id}"):
                    chosen.append(item.id)
    above.button(
        text("review-confirm", count=len(chosen), drawer=_shown(name)),
        type="primary",
        icon=":material/done_all:",
        key="confirm",
        disabled=not chosen,
        on_click=_file,
        args=(chosen, name),
    )


def _shown(name: str) -> str:
    """A drawer's name for where Markdown is read: an own one may hold what Markdown would take for something."""
    return resources.escaped(drawer(name))


def _file(ids: list[int], name: str) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.change(ids, drawer=name, state=FILED)
    resources.done(text("review-filed", count=len(ids), drawer=_shown(name)), undo=lambda: wardrobe.undo(before))


def _file_other(item_id: int) -> None:
    if name := st.session_state[f"other-{item_id}"]:
        _file([item_id], name)


def _skip(item: Item) -> None:
    skipped: list[int] = st.session_state["skipped"]
    skipped.append(item.id)

    def undo() -> None:
        with contextlib.suppress(ValueError):  # they came round again, and none is skipped any more
            skipped.remove(item.id)

    resources.done(text("review-skipped"), undo)


def _to_bin(item: Item) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete([item.id])
    resources.done(text("deleted", count=1), undo=lambda: wardrobe.undo(before))


main()
