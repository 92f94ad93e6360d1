"""What people do with the organisation they work for: who belongs to it, who leads it, who is invited."""
