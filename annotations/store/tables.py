"""The tables of a project. Queries speak of these; the tables themselves are made by `migrations`."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("created_at", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
)

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("json", Text, nullable=False),
    Column("at", String, nullable=False),
)

# `heading` is the title, or the first line where the source gave none. `position` is the order of the queue and the
# row number that the text search answers with. `tokens` are pairs of little-endian 32-bit code point offsets.
# `record_sha256` is over all that never changes besides the text.
article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("heading", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String, nullable=False, unique=True),
    Column("source_sha256", String, nullable=False),
    Column("record_sha256", String, nullable=False),
    Column("words", Integer, nullable=False),
    Column("suggestion_count", Integer, nullable=False),
    Column("changes", Text, nullable=False),
    Column("regions", Text, nullable=False),
    Column("added_at", String, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

annotator = Table(
    "annotator",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
)

# `decided_count` counts the decisions about suggestions that are still on offer, so that a list of thousands of
# articles can say what is left to do without looking at each suggestion.
annotation_set = Table(
    "annotation_set",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("annotator", ForeignKey("annotator.name"), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("blind", Boolean(create_constraint=False), nullable=False),
    Column("mention_count", Integer, nullable=False),
    Column("decided_count", Integer, nullable=False),
    Column("started_at", String, nullable=False),
    Column("done_at", String),
    UniqueConstraint("article_id", "annotator"),
)

mention = Table(
    "mention",
    metadata,
    Column("set_id", ForeignKey("annotation_set.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("parts", Text),
    Column("attributes", Text, nullable=False),
    Column("cluster", String),
    Column("note", Text, nullable=False),
    Column("unsure", Boolean(create_constraint=False), nullable=False),
    Column("origin_by", String, nullable=False),
    Column("origin_run", String),
    Column("origin_suggestion", String),
    Column("origin_score", Float),
    Column("origin_outcome", String),
)

# Only what an annotator wrote of a cluster; which mentions are in it, they say themselves.
cluster = Table(
    "cluster",
    metadata,
    Column("set_id", ForeignKey("annotation_set.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("knowledge_base", Text, nullable=False),
)

argument = Table(
    "argument",
    metadata,
    Column("set_id", ForeignKey("annotation_set.id"), primary_key=True),
    Column("event_id", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", String, nullable=False),
    Column("target_id", String, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("set_id", ForeignKey("annotation_set.id"), primary_key=True),
    Column("suggestion_id", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("mention_id", String),
)

# `change` is text, not a JSON type: `hash` is over these very bytes.
log_entry = Table(
    "log_entry",
    metadata,
    Column("set_id", ForeignKey("annotation_set.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("annotator", ForeignKey("annotator.name"), nullable=False),
    Column("at", String, nullable=False),
    Column("edit_name", String, nullable=False),
    Column("change", Text, nullable=False),
    Column("undoes", Integer),
    Column("batch_id", String),
    Column("hash", String, nullable=False),
    Index("ix_log_entry_batch_id", "batch_id"),
)

suggestion_run = Table(
    "suggestion_run",
    metadata,
    Column("id", String, primary_key=True),
    Column("suggester", String, nullable=False),
    Column("version", String, nullable=False),
    Column("settings", Text, nullable=False),
    Column("at", String, nullable=False),
)

# `start`, `end`, `kind` and `label` repeat what `mention` holds, for those who ask the database directly. The same
# suggestion may be there under several runs: those that somebody decided about, and the one on offer. `shown` follows
# from the thresholds and from what other suggesters say; it means nothing for a run that is no longer on offer.
suggestion = Table(
    "suggestion",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("run_id", ForeignKey("suggestion_run.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("score", Float),
    Column("shown", Boolean(create_constraint=False), nullable=False),
    Column("mention", Text, nullable=False),
    Column("explanation", Text, nullable=False),
)

# The run by which each suggester looked at an article last, even if it found nothing there, and when that was.
prepared = Table(
    "prepared",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("suggester", String, primary_key=True),
    Column("run_id", ForeignKey("suggestion_run.id"), nullable=False),
    Column("at", String, nullable=False),
)

# One row a field of `ProjectSettings`; a field without a row has its default. One more is `import_batches.LAST_NUMBER`.
project_setting = Table(
    "project_setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("json", Text, nullable=False),
)

# `bytes` is NULL once only the verdict is kept. `out_of_fold` is what the learner said of the articles it learned
# from, each time without having seen them.
learned_model = Table(
    "learned_model",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("learner", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("active", Boolean(create_constraint=False), nullable=False),
    Column("trained_on", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("curve", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("bytes", LargeBinary),
    Column("out_of_fold", LargeBinary),
)

# `folded` is the text without regard to case. A phrase that was `removed` stays here so that it does not grow back.
phrase = Table(
    "phrase",
    metadata,
    Column("kind", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("folded", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("source", String, nullable=False),
    Column("removed", Boolean(create_constraint=False), nullable=False),
)

# The queue in another order than that of import.
article_rank = Table(
    "article_rank",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)

# Append-only. `number` counts from 1 over the whole project. What is JSON here is a list each time, but for `trigger`.
ruling = Table(
    "ruling",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("adjudicator", ForeignKey("annotator.name"), nullable=False),
    Column("at", String, nullable=False),
    Column("batch", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("trigger", Text),
    Column("taken", Text, nullable=False),
    Column("versions", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("mentions", Text, nullable=False),
    Column("cause", String),
    Column("note", Text, nullable=False),
    Column("step", Integer),
    Column("withdraws", String),
)

# One row an article and split; an article without one has not been placed yet.
article_part = Table(
    "article_part",
    metadata,
    Column("split", String, primary_key=True),
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("part", String, nullable=False),
    Column("pinned", Boolean(create_constraint=False), nullable=False),
)

# One row an import that can still be undone. `files` is a JSON list of names. The sets it brought are those whose first
# log entry has its id as `batch_id`.
import_batch = Table(
    "import_batch",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("sets", Integer, nullable=False),
)

imported_article = Table(
    "imported_article",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("batch_id", ForeignKey("import_batch.id"), nullable=False, index=True),
)
