"""The rules that make cards publishable, in plain Python: no Django, no clock, no database."""
