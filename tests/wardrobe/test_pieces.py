import numpy as np

from data.drawn.scenes import draw_scene
from data.photos.recipes import read_picture
from model.photo_result import Piece
from model.predictor import Predictor
from wardrobe.pieces import photos_of_pieces
from wardrobe.preview import Photo, preview, previews
from wardrobe.store.pictures import jpeg

LEFT, RIGHT = (0.1, 0.2, 0.4, 0.8), (0.6, 0.2, 0.9, 0.8)


def photo_of_two():
    picture = np.full((200, 400, 3), 240, np.uint8)
    picture[40:160, 40:160] = (200, 20, 20)
    picture[40:160, 240:360] = (20, 20, 200)
    return Photo.of("bed.png", jpeg(picture))


def test_each_piece_becomes_a_photo_with_a_little_room():
    red, blue = photos_of_pieces(photo_of_two(), [Piece("Shirt", 0.9, LEFT), Piece("Trouser", 0.8, RIGHT)])
    assert (red.name, blue.name) == ("bed - Shirt.jpg", "bed - Trouser.jpg")
    for photo, colour in ((red, 0), (blue, 2)):
        picture = read_picture(photo.content)
        assert picture.shape == (140, 140, 3)
        assert picture[70, 70].argmax() == colour and (picture[2, 2] > 200).all()
    assert red.sha256 != blue.sha256


def test_two_pieces_of_one_label_have_two_names():
    photos = photos_of_pieces(photo_of_two(), [Piece("T-shirt/top", 0.9, LEFT), Piece("T-shirt/top", 0.8, RIGHT)])
    assert [photo.name for photo in photos] == ["bed - T-shirt-top.jpg", "bed - T-shirt-top 2.jpg"]


def test_a_piece_of_a_few_pixels_is_left_out():
    assert photos_of_pieces(photo_of_two(), [Piece("Hat", 0.9, (0.5, 0.5, 0.51, 0.51))]) == []


def test_two_garments_side_by_side_are_two_pieces_and_then_two_photos():
    predictor = Predictor.load("photo", runtime="litert")
    shirt, trousers = (draw_scene(label, seed=3, surface="page", height=320, width=240).image for label in (0, 1))
    shown = preview(Photo.of("two.jpg", jpeg(np.hstack([shirt, trousers]))), predictor)
    assert shown.outcome == "unsure" and len(shown.pieces) == 2
    photos = photos_of_pieces(Photo.of("two.jpg", jpeg(np.hstack([shirt, trousers]))), shown.pieces)
    alone = list(previews(photos, predictor))
    assert len(alone) == 2 and not any(one.pieces for one in alone)


def test_one_garment_has_no_pieces():
    predictor = Predictor.load("photo", runtime="litert")
    scene = draw_scene(0, seed=1, surface="page", height=320, width=240)
    assert preview(Photo.of("one.jpg", jpeg(scene.image)), predictor).pieces == ()
