"""Reading formats: files in, articles and sets out."""
