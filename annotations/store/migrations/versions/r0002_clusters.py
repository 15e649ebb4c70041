"""What annotators write of clusters."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of clusters; sets that name some without a word about them need no rows."""
    op.create_table(
        "cluster",
        sa.Column("set_id", sa.String, sa.ForeignKey("annotation_set.id"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("knowledge_base", sa.Text, nullable=False),
    )
