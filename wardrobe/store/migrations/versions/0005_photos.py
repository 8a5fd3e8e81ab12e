"""Stores several photos of an item, and whether the user chose the colours of an item."""

import sqlalchemy as sa
from alembic import op

revision = "0005_photos"
down_revision = "0004_details"


def upgrade() -> None:
    op.add_column("items", sa.Column("photo_kind", sa.String(8), nullable=False, server_default=""))
    op.add_column("items", sa.Column("colours_decided", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "item_photos",
        sa.Column(
            "item_id", sa.Integer, sa.ForeignKey("items.id", ondelete="CASCADE"), nullable=False, primary_key=True
        ),
        sa.Column("sha256", sa.String(64), nullable=False, primary_key=True),
        sa.Column("photo", sa.String(64), nullable=False, index=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("similarity", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("cut_out", sa.JSON, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("deleted_at", sa.DateTime),
    )
    op.create_index("item_photos_by_sum", "item_photos", ["sha256"])
