"""The charts of the Agreement page. Each cell of a chart leads to the places that it counts."""
