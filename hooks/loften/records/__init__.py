"""The records: what content is made of, and what is known of every field."""
