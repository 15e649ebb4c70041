"""Names, dates and numbers: what the pipeline says, patterns, conventions, and consistency over an article."""
