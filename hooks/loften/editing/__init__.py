"""What serves those who write."""
