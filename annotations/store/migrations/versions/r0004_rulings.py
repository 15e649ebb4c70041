"""How disagreements were settled."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of rulings. A set of rulings that was imported stays as it is, and has none in the table."""
    op.create_table(
        "ruling",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), nullable=False, index=True),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("adjudicator", sa.String, sa.ForeignKey("annotator.name"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("batch", sa.String, nullable=False),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("text_sha256", sa.String, nullable=False),
        sa.Column("trigger", sa.Text),
        sa.Column("taken", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.Column("cause", sa.String),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("withdraws", sa.String),
    )
    op.execute("UPDATE annotator SET kind = 'rulings' WHERE name = 'adjudicated'")
