"""Garments drawn by the program: samples for the app, data for tests and offline trials, out-of-distribution images.

Public modules:

- `data.drawn.dataset`: `draw_garment`, `write_drawn_dataset` (`python -m data.drawn DIR` on the command line)
- `data.drawn.scenes`: `draw_scene`, `draw_samples`, `draw_surface`
- `data.drawn.ood_samples`: `draw_digits`, `draw_noise`

`drawing` has the primitives, `clothes` and `accessories` the outlines.
"""
