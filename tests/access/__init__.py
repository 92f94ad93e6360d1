"""The access matrix: every address, for every kind of user, by every method."""
