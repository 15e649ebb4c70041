"""The shell: the window and the command line. Nothing imports it."""
