"""What the layers of the shipped network make of a garment: run it in the project's folder."""

from data.drawn.scenes import draw_scene
from data.photos.recipes import to_model_input
from lessons.convolution_layers import LayerReader
from model.garments import find_garment
from model.neighbours import reference_images

label = 0
number = None
if number is None:  # a drawn photo, or your own: data.photos.recipes.read_picture(Path("photo.jpg").read_bytes())
    photo = draw_scene(label, 3).image
    image = to_model_input(find_garment(photo))[..., 0]
else:
    image = reference_images().images[number]

for layer, maps in LayerReader("cnn").feature_maps(image).items():
    rows, columns, filters = maps.shape
    print(layer, rows, columns, filters, "strongest", maps.mean(axis=(0, 1)).argmax())
