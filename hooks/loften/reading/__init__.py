"""Files -> records: YAML and Markdown read with the position of every value."""
