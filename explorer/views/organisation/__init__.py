"""Pages of one's organisation: the people in it, invitations, clients, and for which of several one acts."""
