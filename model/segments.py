"""What a segmenter tells apart: the background, people, and the groups of clothes."""

BACKGROUND, PERSON = "background", "person"
SEGMENTS = (BACKGROUND, PERSON, "top", "bottom", "dress", "shoes", "bag", "hat")
"""In the order of a segmenter's outputs."""
