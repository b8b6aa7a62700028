"""From what is published to pages and files."""
