"""Revisions of the database, oldest first. Each released one has a project in `tests/old_projects`."""
