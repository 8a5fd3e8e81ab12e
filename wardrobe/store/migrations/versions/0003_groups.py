"""Stores which group of classes a prediction is sure of, and under which group the user put an own drawer."""

import sqlalchemy as sa
from alembic import op

revision = "0003_groups"
down_revision = "0002_decided"


def upgrade() -> None:
    op.add_column("items", sa.Column("sure_group", sa.Text))
    op.add_column("predictions", sa.Column("sure_group", sa.Text))
    op.add_column("drawers", sa.Column("parent", sa.Text))
