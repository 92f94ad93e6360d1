"""A backup put back, with real databases, commands and a feed."""
