"""Following saved searches: who they find at each release, what changed, and the mail that tells."""
