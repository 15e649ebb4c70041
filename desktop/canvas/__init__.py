"""The article view: emits edits, knows neither session nor store."""
