"""The subcommands, one module per family. Never imports Qt."""
