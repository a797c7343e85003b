"""Strategies, invariants and a suite for tests of your own rules and protocols."""
