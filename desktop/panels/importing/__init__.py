"""The parts of the import window."""
