"""Stores whether the user decided on an item's drawer, which was inferred from the latest prediction before."""

import sqlalchemy as sa
from alembic import op

revision = "0002_decided"
down_revision = "0001_items"


def upgrade() -> None:
    op.add_column("items", sa.Column("decided", sa.Boolean, nullable=False, server_default=sa.false()))
    items = sa.table("items", *(sa.column(name) for name in ("corrected", "decided", "outcome", "state")))
    agreed = sa.and_(items.c.state == "filed", items.c.outcome != "sorted")
    known = sa.or_(items.c.corrected.is_(sa.true()), items.c.outcome.is_(None), agreed)
    op.execute(items.update().where(known).values(decided=sa.true()))
