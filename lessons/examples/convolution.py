"""A kernel slides over a garment: run it in the project's folder."""

import numpy as np

from data.drawn.scenes import draw_scene
from data.photos.recipes import to_model_input
from model.garments import find_garment
from model.neighbours import reference_images

label = 0
number = None
if number is None:  # a drawn photo, or your own: data.photos.recipes.read_picture(Path("photo.jpg").read_bytes())
    photo = draw_scene(label, 3).image
    image = to_model_input(find_garment(photo))[..., 0]
else:
    image = reference_images().images[number]

kernel = [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]
bias = 0.0
mean = 0.0
deviation = 255.0
stride = 1
padding = 0
padded = np.pad((image - mean) / deviation, padding)
size = len(kernel)
rows, columns = ((side - size) // stride + 1 for side in padded.shape)
output = np.zeros((rows, columns))
for row in range(rows):
    for column in range(columns):
        top, left = row * stride, column * stride
        output[row, column] = (padded[top : top + size, left : left + size] * kernel).sum() + bias
print("size", rows, columns)
print("lowest", output.min(), "highest", output.max())
