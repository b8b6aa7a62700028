"""What follows from the content on a day."""
