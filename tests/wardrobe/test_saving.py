import pytest

from data.messages import Message
from wardrobe.preview import Photo, Preview, preview
from wardrobe.saving import DuplicateDetector, SaveJob, save, verdict, worth_saving
from wardrobe.store.items import REVIEW, Filters


@pytest.fixture
def three(photos, said):
    """Previews of a photo that is sorted, one the model is unsure of, and one of none of the classes."""
    outcomes = {"sorted": 0.9, "unsure": 0.5, "not_clothing": 0.05}
    made = [preview(Photo.of(f"{number}.jpg", photo), None) for number, photo in enumerate(photos[:3])]
    return [
        Preview(**{**vars(one), "outcome": outcome, "prediction": said(confidence=confidence, outcome=outcome)})
        for one, (outcome, confidence) in zip(made, outcomes.items(), strict=True)
    ]


def test_only_readable_photos_are_saved_and_each_once(three):
    error = Preview("x", "", "error", Message("photo-empty"))
    chosen = worth_saving([*three, error, three[0]], not_clothing=False)
    assert [one.file for one in chosen] == ["0.jpg", "1.jpg"]
    assert len(worth_saving([*three, error], not_clothing=True)) == 3


def test_sorted_photos_are_filed_and_the_others_wait_for_review(wardrobe, three, photos):
    wardrobe.add(photos[0], "0.jpg", drawer="Bag")
    saved = list(save(wardrobe, three))
    assert [one.known for one in saved] == [True, False, False]
    assert len(wardrobe.ids()) == 1 and len(wardrobe.ids(Filters(state=REVIEW))) == 2


def test_a_photo_that_another_tab_saved_meanwhile_is_not_new(wardrobe, three, photos):
    saving = save(wardrobe, three)
    assert not next(saving).known
    wardrobe.add(photos[1], "theirs.jpg", drawer="Bag")
    assert [one.known for one in saving] == [True, False]


def test_nothing_is_saved_before_the_iterator_is_advanced(wardrobe, three):
    save(wardrobe, three)
    assert wardrobe.ids(Filters(state=None)) == []


def test_a_lost_photo_is_stored_again_when_it_is_saved_again(wardrobe, three):
    [first] = save(wardrobe, three[:1])
    item = wardrobe.get(first.item_id)
    wardrobe.photos.files.rm_file(f"photos/{item.photo[:2]}/{item.photo}.jpg")
    [again] = save(wardrobe, three[:1])
    assert again.known and wardrobe.photos.holds(wardrobe.get(first.item_id).photo)


def test_an_unreadable_photo_is_refused(wardrobe):
    with pytest.raises(ValueError, match="preview of a readable photo. Received: 'x'"):
        next(save(wardrobe, [Preview("x", "", "error", Message("photo-empty"))]))


def test_hints_come_in_the_order_of_the_photos(wardrobe, photos):
    wardrobe.add(photos[2], "c", drawer="Bag")
    detector = DuplicateDetector(wardrobe)
    made = [preview(Photo.of("x", photo), None) for photo in (photos[0], photos[1], photos[0], photos[2])]
    found = [detector.find(one) for one in made]
    assert [one and one.kind for one in found] == [None, None, "twice", "known"]
    assert found[2].preview is made[0] and found[3].item_id == wardrobe.ids()[0]
    assert detector.find(Preview("x", "", "error", Message("photo-empty"))) is None


def test_a_drawer_that_the_user_chose_counts_as_decided(wardrobe, three):
    [one, two] = save(wardrobe, three[1:], decisions={three[1].sha256: "Scarves"})
    chosen, other = wardrobe.get(one.item_id), wardrobe.get(two.item_id)
    assert (chosen.drawer, chosen.state, chosen.decided, chosen.corrected) == ("Scarves", "filed", True, True)
    assert other.state == REVIEW and not other.decided


def test_a_job_that_fails_says_what_it_did_not_save(wardrobe, three, monkeypatch):
    real, calls = wardrobe.add_or_find, []

    def full_after_one(*arguments, **how):
        calls.append(arguments)
        if len(calls) > 1:
            raise OSError("no space left")
        return real(*arguments, **how)

    monkeypatch.setattr(wardrobe, "add_or_find", full_after_one)
    job = SaveJob(wardrobe, three)
    assert job.wait(30)
    assert len(job.results) == 1 and job.unsaved == three[1:]
    assert "no space left" in str(job.error)


def test_a_drawer_that_the_user_chose_moves_an_item_that_exists_and_can_be_undone(wardrobe, three):
    [first, *_] = save(wardrobe, three)
    before = wardrobe.get(first.item_id)
    [again] = save(wardrobe, three[:1], decisions={three[0].sha256: "Scarves"})
    assert again.known and wardrobe.get(first.item_id).drawer == "Scarves" and wardrobe.get(first.item_id).decided
    wardrobe.undo([again.changed])
    assert wardrobe.get(first.item_id) == before


def test_the_predicted_drawer_is_decided_if_the_user_chose_it(wardrobe, three):
    [one] = save(wardrobe, three[:1], decisions={three[0].sha256: three[0].prediction.label})
    item = wardrobe.get(one.item_id)
    assert item.decided and not item.corrected


def test_a_refused_photo_whose_label_is_likelier_than_none_counts_as_unsure(three, said):
    likely = Preview(**{**vars(three[2]), "prediction": said(confidence=0.6, outcome="not_clothing")})
    assert verdict(likely) == "unsure" and verdict(three[2]) == "not_clothing" and verdict(three[0]) == "sorted"
    assert worth_saving([likely, three[2]], not_clothing=False) == [likely]


def test_an_archived_item_that_is_put_into_a_drawer_is_in_the_wardrobe_again(wardrobe, three, photos):
    item = wardrobe.add(photos[0], "0.jpg", drawer="Bag")
    wardrobe.change([item.id], archived="sold")
    [saved] = save(wardrobe, three[:1], decisions={three[0].sha256: "Coat"})
    assert wardrobe.get(item.id).archived is None and saved.changed
    wardrobe.undo([saved.changed])
    assert wardrobe.get(item.id).archived == "sold"


def test_a_photo_that_is_a_further_one_of_an_item_is_known(wardrobe, three, photos):
    item = wardrobe.add(photos[3], "cover.jpg", drawer="Bag")
    wardrobe.add_photo(item.id, photos[0], "back.jpg")
    hint = DuplicateDetector(wardrobe).find(three[0])
    assert (hint.kind, hint.item_id) == ("known", item.id)
    wardrobe.delete([item.id])
    [saved] = save(wardrobe, three[:1])
    assert saved.known and saved.item_id == item.id and saved.changed.before.deleted_at
