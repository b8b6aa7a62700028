"""Problems and changes told to people and tools."""
