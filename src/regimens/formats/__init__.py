"""How courses come in and calendars go out."""
