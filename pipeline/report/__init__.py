"""A static site for people who look rather than read: what was extracted, from where, and what is doubtful."""
