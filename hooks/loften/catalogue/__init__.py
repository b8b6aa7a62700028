"""Everything that has an address."""
