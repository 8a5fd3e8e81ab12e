"""Tables of figures, with shares as bars."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

Columns = Mapping[str, Any]
_MAX_ROWS = 20  # shown without scrolling


def show(rows: Sequence[Mapping[str, Any]], columns: Columns, alt: str, key: str) -> None:
    """Draws a table; ``alt`` describes it to screen readers.

    Args:
        rows: each a mapping from column names to values; long tables scroll.
        columns: Streamlit's configuration of each column, in order.
    """
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)),
        hide_index=True,
        height="content" if len(rows) <= _MAX_ROWS else "auto",
        placeholder="–",
        key=key,
        alt=alt,
        column_config=dict(columns),
    )


def name(label: str) -> Any:
    """The column that names each row; it stays in sight when the table scrolls."""
    return st.column_config.TextColumn(label, pinned=True)


def label(title: str) -> Any:
    """A column of text."""
    return st.column_config.TextColumn(title)


def share(label: str, tip: str | None = None) -> Any:
    """A column of percentages, drawn as bars."""
    return st.column_config.ProgressColumn(label, help=tip, min_value=0, max_value=100, format="%.1f %%")


def number(label: str, form: str = "localized", tip: str | None = None) -> Any:
    """A column of numbers in one of Streamlit's formats."""
    return st.column_config.NumberColumn(label, format=form, help=tip)
