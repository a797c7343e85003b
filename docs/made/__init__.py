"""What single pages are made of, for `docs/pages.py`."""
