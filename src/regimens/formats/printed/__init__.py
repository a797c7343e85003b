"""Calendars to print: what stands on the pages, as HTML and as PDF."""
