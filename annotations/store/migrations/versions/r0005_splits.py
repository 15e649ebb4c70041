"""Which side of a split each article is on, and which import brought it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables. Articles that are there already belong to no import that could be undone."""
    op.create_table(
        "article_part",
        sa.Column("split", sa.String, primary_key=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("pinned", sa.Boolean(create_constraint=False), nullable=False),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("sets", sa.Integer, nullable=False),
    )
    op.create_table(
        "imported_article",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("batch_id", sa.String, sa.ForeignKey("import_batch.id"), nullable=False, index=True),
    )
