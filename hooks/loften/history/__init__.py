"""Two states of the content compared: what becomes public, and what may not change in silence."""
