"""The parts of the export window."""
