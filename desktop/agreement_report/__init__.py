"""The report on agreement as a page, as a table for programs, and as lines for a terminal. Never imports Qt."""
