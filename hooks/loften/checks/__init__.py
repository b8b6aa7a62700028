"""Rules across records and on the texts themselves."""
