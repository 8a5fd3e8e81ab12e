"""The same photo squashed, inverted and cut out, and what four networks say: run it in the project's folder."""

import cv2

from data.drawn.scenes import draw_scene
from data.photos.recipes import to_model_input
from model.garments import find_garment
from model.predictor import Predictor

label = 0
photo = draw_scene(label, 3).image  # or: data.photos.recipes.read_picture(Path("photo.jpg").read_bytes())
squashed = cv2.resize(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), (28, 28), interpolation=cv2.INTER_AREA)
images = {"squashed": squashed, "inverted": 255 - squashed, "cut-out": to_model_input(find_garment(photo))[..., 0]}
for way, image in images.items():
    for name in ("cnn", "tiny", "mlp", "photo"):
        predictor = Predictor.load(name, "litert")
        said = predictor.predict_images(predictor.inputs_of_dataset(image[None])).probabilities[0, :10]
        print(f"{way}/{name}", predictor.class_names[said.argmax()], said.max() / said.sum())
