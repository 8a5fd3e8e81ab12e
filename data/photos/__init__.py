"""Photos of clothes: bytes, a decoded picture, a garment, a network's input.

Public modules:

- `data.photos.decoding`: `decode_photo`, `check_photo`, `is_photo_file`, `PhotoError`; the limits are in
  `data.photos.limits`
- `data.photos.decode_memory`: the memory that decoding may take, and how a server gives it back
- `data.photos.garment`: `cut_out`, `Garment`, `Cutout`, `CutoutOverride`
- `data.photos.recipes`: the input recipes that the cards of networks name
- `data.photos.colours`: `garment_colours`
- `data.photos.shoe_kinds`: which kinds of shoe the clothing data set's "Shoes" show
"""
