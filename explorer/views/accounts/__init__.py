"""Pages of signing up and in, and of one's own account."""
