"""Nouns: frozen values that the whole program speaks in. Standard library only."""
