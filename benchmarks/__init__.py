"""Measurements of the whole program, and the documents that they write."""
