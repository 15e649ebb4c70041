"""First revision: the whole project."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of an empty project."""
    _project_tables()
    _article_tables()
    _set_tables()
    _mention_tables()
    _suggestion_tables()
    if op.get_bind().dialect.name == "sqlite":
        _text_search()


def _project_tables() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("schema_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "schema_version",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "annotator",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
    )


def _article_tables() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False, unique=True),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("source_sha256", sa.String, nullable=False),
        sa.Column("record_sha256", sa.String, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("suggestion_count", sa.Integer, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("regions", sa.Text, nullable=False),
        sa.Column("added_at", sa.String, nullable=False),
        sa.Column("tokens", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _set_tables() -> None:
    op.create_table(
        "annotation_set",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("annotator", sa.String, sa.ForeignKey("annotator.name"), nullable=False),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("blind", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("mention_count", sa.Integer, nullable=False),
        sa.Column("decided_count", sa.Integer, nullable=False),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("done_at", sa.String),
        sa.UniqueConstraint("article_id", "annotator"),
    )
    op.create_table(
        "log_entry",
        sa.Column("set_id", sa.String, sa.ForeignKey("annotation_set.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("annotator", sa.String, sa.ForeignKey("annotator.name"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("edit_name", sa.String, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("batch_id", sa.String),
        sa.Column("hash", sa.String, nullable=False),
    )
    op.create_index("ix_log_entry_batch_id", "log_entry", ["batch_id"])
    op.create_table(
        "decision",
        sa.Column("set_id", sa.String, sa.ForeignKey("annotation_set.id"), primary_key=True),
        sa.Column("suggestion_id", sa.String, primary_key=True),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("mention_id", sa.String),
    )


def _mention_tables() -> None:
    op.create_table(
        "mention",
        sa.Column("set_id", sa.String, sa.ForeignKey("annotation_set.id"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("parts", sa.Text),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.Column("cluster", sa.String),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("unsure", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("origin_by", sa.String, nullable=False),
        sa.Column("origin_run", sa.String),
        sa.Column("origin_suggestion", sa.String),
        sa.Column("origin_score", sa.Float),
        sa.Column("origin_outcome", sa.String),
    )
    op.create_table(
        "argument",
        sa.Column("set_id", sa.String, sa.ForeignKey("annotation_set.id"), primary_key=True),
        sa.Column("event_id", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("target_id", sa.String, nullable=False),
    )


def _suggestion_tables() -> None:
    op.create_table(
        "suggestion_run",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("suggester", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "suggestion",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("run_id", sa.String, sa.ForeignKey("suggestion_run.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("mention", sa.Text, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
    )
    op.create_table(
        "prepared",
        sa.Column("article_id", sa.String, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("suggester", sa.String, primary_key=True),
        sa.Column("run_id", sa.String, sa.ForeignKey("suggestion_run.id"), nullable=False),
    )


def _text_search() -> None:
    # The index keeps no copy of the text; it reads the article's row. Articles are added and never changed.
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5("
        "heading, text, content='article', content_rowid='position', tokenize='unicode61')"
    )
    op.execute(
        "CREATE TRIGGER article_search_added AFTER INSERT ON article BEGIN "
        "INSERT INTO article_search(rowid, heading, text) VALUES (new.position, new.heading, new.text); END"
    )
