"""Where suggestions come from. spaCy is imported inside functions only."""
