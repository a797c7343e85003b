"""Calendars for phones: the entries, what they say, and the file."""
