"""The guard against personal data, in texts and in pictures."""
