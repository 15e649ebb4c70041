"""One suggestion under several runs, shown or not; settings, learned models, phrases and the order of the queue."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SUGGESTION = 'article_id, run_id, id, kind, start, "end", label, score, mention, explanation'
_PREPARED = "prepared.article_id, prepared.suggester, prepared.run_id"


def upgrade() -> None:
    """Make the new tables; keep every suggestion as it was, on offer where it was on offer."""
    _suggestions()
    _prepared()
    _settings()
    _learned_models()
    _phrases()
    _ranks()


def _suggestions() -> None:
    op.create_table(
        "suggestion_of_run",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("run_id", sa.String, sa.ForeignKey("suggestion_run.id"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("shown", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("mention", sa.Text, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
    )
    op.execute(f"INSERT INTO suggestion_of_run ({_SUGGESTION}, shown) SELECT {_SUGGESTION}, true FROM suggestion")
    op.drop_table("suggestion")
    op.rename_table("suggestion_of_run", "suggestion")


def _prepared() -> None:
    op.create_table(
        "prepared_at",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("suggester", sa.String, primary_key=True),
        sa.Column("run_id", sa.String, sa.ForeignKey("suggestion_run.id"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.execute(
        f"INSERT INTO prepared_at (article_id, suggester, run_id, at) SELECT {_PREPARED}, suggestion_run.at"
        " FROM prepared JOIN suggestion_run ON suggestion_run.id = prepared.run_id"
    )
    op.drop_table("prepared")
    op.rename_table("prepared_at", "prepared")


def _settings() -> None:
    op.create_table(
        "project_setting",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("json", sa.Text, nullable=False),
    )


def _learned_models() -> None:
    op.create_table(
        "learned_model",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("learner", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("active", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("trained_on", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("curve", sa.Text, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("bytes", sa.LargeBinary),
        sa.Column("out_of_fold", sa.LargeBinary),
    )


def _phrases() -> None:
    op.create_table(
        "phrase",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("label", sa.String, primary_key=True),
        sa.Column("folded", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("removed", sa.Boolean(create_constraint=False), nullable=False),
    )


def _ranks() -> None:
    op.create_table(
        "article_rank",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
