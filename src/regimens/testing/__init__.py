"""Strategies and invariants for property tests."""
