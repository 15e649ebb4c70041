"""Verbs: pure functions from an edit and a set to a change. No clock, no database."""
