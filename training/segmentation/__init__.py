"""Training of the segmenter: photos with masks, composites, and figures on held-out photos."""
