"""What each process may do in a PostgreSQL database, for roles that the owner of the schema makes."""
