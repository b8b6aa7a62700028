"""Two states of the content held against each other."""
