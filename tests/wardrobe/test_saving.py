import pytest

from data.messages import Message
from wardrobe.preview import Photo, Preview, preview
from wardrobe.saving import DuplicateDetector, save, worth_saving
from wardrobe.store.items import REVIEW, Filters


@pytest.fixture
def answers(photos, said):
    outcomes = ["sorted", "unsure", "not_clothing"]
    looked = [preview(Photo.of(f"{number}.jpg", photo), None) for number, photo in enumerate(photos[:3])]
    return [
        Preview(**{**vars(one), "outcome": outcome, "prediction": said(outcome=outcome)})
        for one, outcome in zip(looked, outcomes, strict=True)
    ]


def test_only_what_can_be_kept_is_and_each_photo_once(answers):
    error = Preview("x", "", "error", Message("photo-empty"))
    chosen = worth_saving([*answers, error, answers[0]], not_clothing=False)
    assert [answer.file for answer in chosen] == ["0.jpg", "1.jpg"]
    assert len(worth_saving([*answers, error], not_clothing=True)) == 3


def test_sorted_photos_are_filed_and_the_others_wait(wardrobe, answers, photos):
    contents = {answer.sha256: photo for answer, photo in zip(answers, photos, strict=False)}
    wardrobe.add(photos[0], "0.jpg", drawer="Bag")
    saved = list(save(wardrobe, answers, contents))
    assert [one.known for one in saved] == [True, False, False]
    assert len(wardrobe.ids()) == 1 and len(wardrobe.ids(Filters(state=REVIEW))) == 2


def test_what_another_tab_kept_meanwhile_is_not_taken_for_new(wardrobe, answers, photos):
    contents = {answer.sha256: photo for answer, photo in zip(answers, photos, strict=False)}
    saving = save(wardrobe, answers, contents)
    assert not next(saving).known
    wardrobe.add(photos[1], "theirs.jpg", drawer="Bag")
    assert [one.known for one in saving] == [True, False]


def test_nothing_is_kept_before_it_is_asked_for(wardrobe, answers, photos):
    save(wardrobe, answers, {})
    assert wardrobe.ids(Filters(state=None)) == []


def test_hints_come_in_the_order_of_the_photos(wardrobe, photos):
    wardrobe.add(photos[2], "c", drawer="Bag")
    recogniser = DuplicateDetector(wardrobe)
    looked = [preview(Photo.of("x", photo), None) for photo in (photos[0], photos[1], photos[0], photos[2])]
    assert [recogniser.hint(answer) for answer in looked] == [None, None, "twice", "known"]
    assert recogniser.hint(Preview("x", "", "error", Message("photo-empty"))) is None
