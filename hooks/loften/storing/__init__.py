"""What was put on disk stays whole, whatever stops the program."""
