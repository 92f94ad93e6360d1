"""Contact requests: from an employer's question about candidates to the adviser of each candidate's region."""
