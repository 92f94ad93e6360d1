"""Website and API for employers, intermediaries and advisers; also settings and addresses."""
