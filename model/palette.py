"""The colours of plots that training, benchmarks and reports draw."""

CATEGORICAL = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Colours for categories that readers with any kind of colour blindness can tell apart.

Source: Okabe and Ito, Color Universal Design, 2008, https://jfly.uni-koeln.de/color/.
"""

BLUE, ORANGE, SKY = CATEGORICAL[0], CATEGORICAL[1], CATEGORICAL[5]

RED = "#c62828"
"""What is wrong, beside `BLUE` for what is right, as in TensorFlow's tutorials; it is told apart by a sign too."""

INK = "#1b1c1f"
"""Text and axes; a page that adapts to dark mode replaces it."""

GREY = "#8a8d93"
"""Grid lines, and what is drawn for comparison."""

MARKERS = "osD^v"
"""Marker shapes: five beside seven colours make 35 distinct pairs."""
