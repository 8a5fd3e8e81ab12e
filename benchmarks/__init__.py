"""Measurements of the whole program: make bench, make smoke."""
