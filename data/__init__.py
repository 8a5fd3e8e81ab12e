"""Data in: the data set, photo folders, decoded photos, drawn garments. Imports neither TensorFlow nor Streamlit.

Public modules:

- `data.labels`: the classes, aliases and the canonical form of a name
- `data.fashion_mnist`: `load_fashion_mnist`, `Dataset`, `Splits`
- `data.folders`: `read_photo_folder`, `load_photo_folder`
- `data.photo_walk`: `walk_photos`, `is_junk`
- `data.photos`: from a photo's bytes to a network's input
- `data.drawn`: garments drawn by the program, for samples and tests
- `data.splits`, `data.files`, `data.messages`, `data.errors`: what these and the other packages share
"""
