"""What visitors read and is put together in Python."""
