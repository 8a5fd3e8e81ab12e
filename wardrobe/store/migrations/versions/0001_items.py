"""The first tables: items with their tags, seasons, colours and predictions, own drawers, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001_items"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("photo", sa.String(64), nullable=False, index=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("similarity", sa.String(16), nullable=False),
        sa.Column("drawer", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("corrected", sa.Boolean, nullable=False),
        sa.Column("cut_out", sa.JSON, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("deleted_at", sa.DateTime),
        sa.Column("model", sa.Text),
        sa.Column("predicted", sa.Text),
        sa.Column("outcome", sa.String(16)),
        sa.Column("confidence", sa.Float),
    )
    op.create_index("items_by_drawer", "items", ["deleted_at", "state", "drawer", "added_at"])
    op.create_index("items_by_date", "items", ["deleted_at", "state", "added_at"])
    op.create_index("items_by_confidence", "items", ["deleted_at", "state", "confidence"])

    def of_an_item() -> sa.Column[int]:
        return sa.Column(
            "item_id", sa.Integer, sa.ForeignKey("items.id", ondelete="CASCADE"), nullable=False, primary_key=True
        )

    op.create_table("tags", of_an_item(), sa.Column("name", sa.Text, nullable=False, primary_key=True))
    op.create_index("tags_by_name", "tags", ["name"])
    op.create_table("seasons", of_an_item(), sa.Column("name", sa.String(8), nullable=False, primary_key=True))
    op.create_index("seasons_by_name", "seasons", ["name"])
    op.create_table(
        "colours",
        of_an_item(),
        sa.Column("name", sa.Text, nullable=False, primary_key=True),
        sa.Column("hex", sa.String(7), nullable=False),
        sa.Column("share", sa.Float, nullable=False),
    )
    op.create_index("colours_by_name", "colours", ["name"])
    op.create_table(
        "predictions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("item_id", sa.Integer, sa.ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("probabilities", sa.JSON, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_table("drawers", sa.Column("name", sa.Text, primary_key=True))
    op.create_table(
        "settings", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.JSON, nullable=False)
    )
