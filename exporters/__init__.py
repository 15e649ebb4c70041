"""Writing formats: annotated articles in, files out."""
