"""Stores what the user says of an item: name, brand, size, price, where it is from, whether it is gone, when worn."""

import sqlalchemy as sa
from alembic import op

revision = "0004_details"
down_revision = "0003_groups"


def upgrade() -> None:
    for name in ("name", "brand", "size", "source"):
        op.add_column("items", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("items", sa.Column("price", sa.Float))
    op.add_column("items", sa.Column("archived", sa.String(8)))
    op.create_table(
        "wears",
        sa.Column(
            "item_id", sa.Integer, sa.ForeignKey("items.id", ondelete="CASCADE"), nullable=False, primary_key=True
        ),
        sa.Column("day", sa.Date, nullable=False, primary_key=True),
    )
