"""Accounts: signing up and in, the second step, sessions, and what people do with their own account."""
