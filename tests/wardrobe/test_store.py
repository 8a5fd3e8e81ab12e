import hashlib
import io
import sqlite3
import threading
import unicodedata
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import update

from data.colours import PALETTE
from data.cutout import Nudge
from data.decoding import PhotoError
from wardrobe.checking import check
from wardrobe.items import FILED, REVIEW, Filters
from wardrobe.photo_files import photo_path
from wardrobe.schema import items, metadata, open_database
from wardrobe.settings import Settings, SettingsError, storage
from wardrobe.store import StoreError, Wardrobe


def test_a_photo_is_kept_and_read_back_after_opening_again(wardrobe, where, photos, said):
    item = wardrobe.add(photos[0], "floor.jpg", prediction=said())
    wardrobe.close()
    again = Wardrobe(where)
    assert again.get(item.id) == item
    assert item.drawer == "Dress" and item.state == FILED and not item.corrected
    assert item.sha256 == hashlib.sha256(photos[0]).hexdigest()
    assert hashlib.sha256(again.photo(item)).hexdigest() == item.photo
    assert {colour.name for colour in item.colours} <= set(PALETTE) and item.colours
    again.close()


def test_what_is_kept_is_the_picture_and_nothing_about_its_maker(wardrobe, encoded):
    picture = Image.new("RGB", (2400, 1200), "navy")
    picture.paste("white", (600, 300, 1800, 900))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90°
    exif[0x010F] = "A maker"
    exif[0x9286] = "home"
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 0.0)  # latitude
    content = encoded(picture, "JPEG", exif=exif, comment=b"secret", icc_profile=b"profile")
    item = wardrobe.add(content, "phone.jpg", drawer="Shirt")
    stored = wardrobe.photo(item)
    kept = Image.open(io.BytesIO(stored))
    assert kept.size == (800, 1600)
    assert not kept.getexif() and not {"exif", "comment", "icc_profile", "xmp"} & set(kept.info)
    assert b"secret" not in stored and b"A maker" not in stored


def test_unsure_photos_wait_for_review_and_a_person_may_choose_the_drawer(wardrobe, photos, said):
    assert wardrobe.add(photos[0], "a", prediction=said(outcome="unsure")).state == REVIEW
    chosen = wardrobe.add(photos[1], "b", prediction=said("Dress"), drawer="Coat", state=FILED)
    assert chosen.corrected and chosen.drawer == "Coat"
    without = wardrobe.add(photos[2], "c", drawer="Socks")
    assert without.prediction is None and without.state == FILED and not without.corrected
    with pytest.raises(StoreError, match="needs a drawer"):
        wardrobe.add(photos[3], "d")


def test_the_same_file_twice_is_one_item(wardrobe, photos):
    first = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    assert wardrobe.add(photos[0], "b.jpg", drawer="Coat") == first
    wardrobe.delete([first.id])
    assert wardrobe.ids() == []
    assert wardrobe.add(photos[0], "a.jpg", drawer="Bag").id == first.id
    assert wardrobe.ids() == [first.id]


def test_the_same_file_from_two_threads_at_once_is_one_item(wardrobe, photos):
    barrier, numbers = threading.Barrier(4), []

    def add():
        barrier.wait()
        numbers.append(wardrobe.add(photos[0], "a.jpg", drawer="Bag").id)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4 and len(set(numbers)) == 1


def test_a_bad_file_leaves_nothing_behind(wardrobe):
    with pytest.raises(PhotoError):
        wardrobe.add(b"no photo", "x.jpg", drawer="Bag")
    assert wardrobe.ids() == [] and wardrobe.files.find("photos") == []


def test_a_smaller_copy_of_a_photo_is_recognised_as_similar(wardrobe, photos, encoded):
    items = [wardrobe.add(photo, "x.jpg", drawer="Bag") for photo in photos]
    copy = Image.open(io.BytesIO(photos[2]))
    copy.thumbnail((150, 150))
    other = wardrobe.add(encoded(copy, "JPEG", quality=60), "again.jpg", drawer="Bag")
    assert wardrobe.similar(other) == [items[2].id]


def test_filters_are_joined_and_leave_the_rest_out(wardrobe, photos, said):
    a = wardrobe.add(photos[0], "Blue_party.jpg", prediction=said("Dress", 0.9)).id
    b = wardrobe.add(photos[1], "b.jpg", prediction=said("Coat", 0.6, "unsure"), drawer="Dress", state=FILED).id
    c = wardrobe.add(photos[2], "c.jpg", prediction=said("Bag", 0.3, "unsure")).id
    wardrobe.change([a], add_tags=["work", "summer party"], seasons=["summer"], notes="from Lisbon, 100% silk")

    def found(**filters):
        return set(wardrobe.ids(Filters(**filters)))

    assert found() == {a, b} and found(state=REVIEW) == {c} and found(state=None) == {a, b, c}
    assert found(text="PARTY blue") == {a} and found(text="lisbon") == {a} and found(text="work dress") == {a}
    assert (
        found(text="100%") == {a}
        and found(text="%") == {a}
        and found(text="_party") == {a}
        and found(text="zzz") == set()
    )
    assert (
        found(tags=("work",)) == {a}
        and found(seasons=("summer", "winter")) == {a}
        and found(seasons=("winter",)) == set()
    )
    assert found(drawers=("Dress",)) == {a, b} and found(drawers=("Coat",)) == set()
    assert found(confidence=(0.5, 0.7)) == {b} and found(corrected=True) == {b} and found(corrected=False) == {a}
    assert found(colours=(wardrobe.get(a).colours[0].name,)) >= {a}
    without = wardrobe.add(photos[3], "d.jpg", drawer="Socks").id
    assert without not in found(corrected=False) | found(corrected=True)
    wardrobe.throw_away([without])
    day = timedelta(days=1)
    now = datetime.now(UTC).replace(tzinfo=None)
    assert found(added=(now - day, now + day)) == {a, b} and found(added=(now - 2 * day, now - day)) == set()
    assert wardrobe.counts() == {"Dress": 2} and wardrobe.counts(Filters(state=REVIEW)) == {"Bag": 1}


@pytest.mark.parametrize("word", ["übergröße", "ÜBERGRÖSSE", unicodedata.normalize("NFD", "Größe")])
def test_words_are_found_whatever_the_case_and_form_of_their_letters(wardrobe, photos, word):
    wardrobe.add(photos[0], "a.jpg", drawer="Coat")
    b = wardrobe.add(photos[1], unicodedata.normalize("NFD", "Übergröße.jpg"), drawer="Coat").id
    assert wardrobe.ids(Filters(text=word)) == [b]


def test_pages_of_every_order_hold_each_item_once(wardrobe, photos, said):
    for index, photo in enumerate(photos):
        wardrobe.add(photo, f"{index}", prediction=said(confidence=0.5))
    for order in ("newest", "oldest", "unsure", "sure", "drawer"):
        pages = [item.id for offset in (0, 2, 4) for item in wardrobe.find(order=order, limit=2, offset=offset)]
        assert sorted(pages) == sorted(wardrobe.ids()) and len(pages) == 5


def test_every_change_can_be_undone(wardrobe, photos, said):
    ids = [wardrobe.add(photo, "x", prediction=said()).id for photo in photos[:3]]
    wardrobe.change(ids[:1], add_tags=["old"])
    originals = wardrobe.find(order="oldest")
    changes = [
        lambda: wardrobe.change(ids, drawer="Coat", add_tags=["new"], remove_tags=["old"], seasons=["winter"]),
        lambda: wardrobe.change(ids, notes="torn", state=REVIEW, tags=[]),
        lambda: wardrobe.delete(ids[:2]),
        lambda: wardrobe.record({ids[0]: said("Bag", model="cnn/1")}, move=True),
        lambda: wardrobe.record({ids[0]: said("Bag")}, move=False, nudge=Nudge(off=True)),
    ]
    for change in changes:
        before = change()
        assert wardrobe.find(Filters(state=None), order="oldest") != originals
        wardrobe.put_back(before)
        assert wardrobe.find(Filters(state=None), order="oldest") == originals


def test_an_undo_leaves_what_was_changed_since_and_says_so(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said(outcome="unsure"))
    filed = wardrobe.change([item.id], drawer="Coat", state=FILED, add_tags=["mine"], notes="mine")
    wardrobe.change([item.id], add_tags=["yours"], seasons=["winter"])
    wardrobe.change([item.id], drawer="Bag")
    with pytest.raises(StoreError, match="One piece was changed again since"):
        wardrobe.put_back(filed)
    after = wardrobe.get(item.id)
    assert (after.drawer, after.state, after.corrected) == ("Bag", FILED, True)
    assert (after.tags, after.seasons, after.notes) == (("yours",), ("winter",), "")


def test_an_undo_of_what_nobody_touched_since_leaves_the_rest_as_it_is_now(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    filed = wardrobe.change([item.id], drawer="Coat")
    wardrobe.change([item.id], notes="from another tab", add_tags=["party"])
    wardrobe.record({item.id: said("Bag", model="cnn/1")}, move=False)
    changed = wardrobe.get(item.id)
    wardrobe.put_back(filed)
    after = wardrobe.get(item.id)
    assert (after.drawer, after.notes, after.tags) == ("Dress", "from another tab", ("party",))
    assert after.predictions == changed.predictions and not after.corrected and after.changed_at == changed.changed_at


def test_an_undo_writes_over_no_other_item_that_got_the_number_since(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    before = wardrobe.change([item.id], notes="old")
    wardrobe.throw_away([item.id])
    other = wardrobe.add(photos[1], "y", drawer="Coat")
    assert other.id == item.id
    wardrobe.put_back(before)
    assert wardrobe.get(other.id) == other


def test_a_change_of_many_items_and_its_undo_take_no_more_statements_than_one_of_few(wardrobe, photos, said):
    from sqlalchemy import event

    ids = [wardrobe.add(photos[0] + bytes(number), "x", prediction=said()).id for number in range(30)]
    statements = []
    event.listen(wardrobe._engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

    def statements_for(some):
        statements.clear()
        wardrobe.put_back(wardrobe.change(some, add_tags=["x"], seasons=["winter"], drawer="Bag"))
        return len(statements)

    assert statements_for(ids) == statements_for(ids[:2])


def test_out_of_the_bin_and_back_into_it(wardrobe, photos):
    first, second = [wardrobe.add(photo, "x", drawer="Bag").id for photo in photos[:2]]
    wardrobe.delete([first, second])
    before = wardrobe.restore([first])
    assert wardrobe.ids() == [first] and wardrobe.ids(Filters(deleted=True)) == [second]
    wardrobe.put_back(before)
    assert set(wardrobe.ids(Filters(deleted=True))) == {first, second}


def test_a_person_is_right_whatever_the_model_said(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    wardrobe.change([item.id], drawer="Coat")
    assert wardrobe.get(item.id).corrected
    wardrobe.change([item.id], drawer="Dress")
    assert not wardrobe.get(item.id).corrected


def test_only_a_person_decides_and_no_answer_of_a_model_takes_that_back(wardrobe, photos, said):
    sure, corrected = [wardrobe.add(photo, "x", prediction=said("Dress")) for photo in photos[:2]]
    wardrobe.change([corrected.id], drawer="Coat")
    # One agrees with the person, one is not sure of a piece that nobody looked at: both stay where they are.
    unsure, agrees = said("Shirt", 0.4, "unsure", "cnn/2", 2), said("Coat", model="cnn/2", day=2)
    wardrobe.record({sure.id: unsure, corrected.id: agrees}, move={corrected.id})
    assert [place.decided for place in wardrobe.places()] == [False, True]
    before = wardrobe.record({corrected.id: said("Pullover", model="cnn/3", day=3)}, move=True)
    assert not wardrobe.get(corrected.id).decided, "a model moved it"
    wardrobe.put_back(before)
    assert wardrobe.get(corrected.id).decided
    before = wardrobe.change([sure.id], state=FILED)
    assert wardrobe.get(sure.id).decided
    wardrobe.put_back(before)
    assert not wardrobe.get(sure.id).decided


def test_an_older_wardrobe_learns_what_was_decided(where, photos, said):
    opened = Wardrobe(where)
    opened.add(photos[0], "sure", prediction=said("Dress"))
    opened.add(photos[1], "agreed", prediction=said("Dress", outcome="unsure"), state=FILED)
    opened.add(photos[2], "waiting", prediction=said("Dress", outcome="unsure"))
    opened.add(photos[3], "corrected", prediction=said("Dress"), drawer="Coat")
    opened.add(photos[4], "not asked", drawer="Coat")
    opened.close()
    connection = sqlite3.connect(where.database_url.removeprefix("sqlite:///"))
    connection.execute("ALTER TABLE items DROP COLUMN decided")
    connection.execute("UPDATE alembic_version SET version_num = '0001_items'")
    connection.commit()
    connection.close()
    opened = Wardrobe(where)
    assert [place.decided for place in opened.places()] == [False, True, False, True, True]
    opened.close()


def test_what_no_model_was_asked_about_comes_last_either_way(wardrobe, photos, said):
    wardrobe.add(photos[0], "b", prediction=said("Dress", 0.4))
    wardrobe.add(photos[1], "not asked", drawer="Coat")
    wardrobe.add(photos[2], "a", prediction=said("Dress", 0.9))
    assert [item.file_name for item in wardrobe.find(order="unsure")] == ["b", "a", "not asked"]
    assert [item.file_name for item in wardrobe.find(order="sure")] == ["a", "b", "not asked"]


def test_a_photo_that_is_gone_or_damaged_comes_back_with_its_file(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    for spoil in (wardrobe.files.rm_file, lambda path: wardrobe.files.pipe_file(path, b"half")):
        spoil(photo_path(item.photo))
        again, is_new = wardrobe.add_or_find(photos[0], "x", drawer="Coat")
        assert not is_new and again == item and wardrobe.photo(item, sound=True)


def test_what_was_taken_out_of_the_bin_meanwhile_is_not_thrown_away(wardrobe, photos):
    first, second = [wardrobe.add(photo, "x", drawer="Bag") for photo in photos[:2]]
    wardrobe.delete([first.id, second.id])
    wardrobe.restore([second.id])  # in another tab
    assert wardrobe.throw_away([first.id, second.id], only_from_bin=True) == 1
    assert wardrobe.ids() == [second.id] and wardrobe.photo(second)


def test_answers_are_remembered_with_the_model_that_gave_them(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    wardrobe.record({item.id: said("Coat", 0.4, "unsure", model="cnn/2", day=2)}, move=False)
    after = wardrobe.get(item.id)
    assert [p.model for p in after.predictions] == ["cnn/2", "photo/1"]
    assert after.drawer == "Dress" and not after.corrected, "it only stayed, and no person said so"
    wardrobe.record({item.id: said("Shirt", model="cnn/3", day=3)}, move=True)
    assert wardrobe.get(item.id).drawer == "Shirt" and not wardrobe.get(item.id).corrected


def test_one_change_moves_some_items_and_keeps_others_and_all_of_it_is_undone(wardrobe, photos, said):
    items = [
        wardrobe.add(photos[0], "a", prediction=said("Dress")),
        wardrobe.add(photos[1], "b", prediction=said("Shirt"), drawer="Bag"),
        wardrobe.add(photos[2], "c", drawer="Coat"),
    ]
    wardrobe.change([items[0].id], tags=["party"], seasons=["summer"])
    items = [wardrobe.get(item.id) for item in items]
    answers = {item.id: said("Coat", model="cnn/2", day=2) for item in items}
    before = wardrobe.record(answers, move={items[0].id})
    after = [wardrobe.get(item.id) for item in items]
    assert [item.drawer for item in after] == ["Coat", "Bag", "Coat"]
    assert [item.corrected for item in after] == [False, True, False]
    assert [[p.model for p in item.predictions] for item in after] == [["cnn/2", "photo/1"]] * 2 + [["cnn/2"]]
    assert after[0].tags == ("party",) and after[0].colours == items[0].colours
    assert wardrobe.ids(Filters(confidence=(0.9, 0.9))) == [item.id for item in reversed(items)]
    wardrobe.put_back(before)
    assert [wardrobe.get(item.id) for item in items] == items


def test_thrown_away_is_gone_from_the_disk_and_undo_does_not_bring_it_back(wardrobe, photos):
    first = wardrobe.add(photos[0], "a", drawer="Bag")
    before = wardrobe.change([first.id], notes="x")
    wardrobe.throw_away([first.id])
    assert wardrobe.files.find("") == [path for path in wardrobe.files.find("") if path.startswith("wardrobe.db")]
    wardrobe.put_back(before)
    assert wardrobe.ids(Filters(state=None)) == []


def test_the_bin_is_emptied_after_thirty_days(where, photos):
    start = datetime(2026, 1, 1)
    wardrobe = Wardrobe(where, now=lambda: start)
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    wardrobe.delete([item.id])
    assert Wardrobe(where, now=lambda: start + timedelta(days=29)).ids(Filters(deleted=True)) == [item.id]
    assert Wardrobe(where, now=lambda: start + timedelta(days=31)).ids(Filters(deleted=True)) == []
    assert not wardrobe.files.exists(photo_path(item.photo))


def test_a_missing_thumbnail_is_made_again_and_a_nudge_makes_another(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "a", prediction=said())
    first = wardrobe.thumbnail(item)
    assert Image.open(io.BytesIO(first)).size == (320, 320) or max(Image.open(io.BytesIO(first)).size) < 320
    wardrobe.files.rm("thumbnails", recursive=True)
    assert wardrobe.thumbnail(item) == first
    wardrobe.record({item.id: said()}, move=False, nudge=Nudge(off=True))
    assert wardrobe.thumbnail(wardrobe.get(item.id)) != first


def test_a_photo_on_its_side_is_turned_for_everybody_who_looks_and_back_again(wardrobe, encoded, said):
    picture = np.full((90, 160, 3), 255, np.uint8)
    picture[20:70, :80] = (200, 30, 30)
    item = wardrobe.add(encoded(picture), "side.png", prediction=said())
    stored, plain = wardrobe.photo(item), wardrobe.thumbnail(item, "photo")
    assert wardrobe.picture(item) == stored
    before = wardrobe.record({item.id: said()}, move=False, nudge=Nudge(turns=1))
    turned = wardrobe.get(item.id)
    seen = np.asarray(Image.open(io.BytesIO(wardrobe.picture(turned)))).astype(int)
    assert seen.shape == (160, 90, 3) and wardrobe.photo(turned) == stored
    assert np.abs(seen - np.rot90(picture, -1)).mean() < 3
    assert wardrobe.garment(turned).image.shape == (160, 90, 3)
    assert wardrobe.thumbnail(turned, "photo") != plain
    wardrobe.put_back(before)
    assert wardrobe.picture(wardrobe.get(item.id)) == stored
    assert wardrobe.thumbnail(wardrobe.get(item.id), "photo") == plain


def test_a_wardrobe_of_before_photos_could_be_turned_is_read(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    with wardrobe.transaction(writes=True) as connection:
        connection.execute(update(items).values(cut_out={"off": True, "rectangle": None}))
    assert wardrobe.get(item.id).nudge == Nudge(off=True)


def test_own_drawers_are_kept_until_they_are_empty(wardrobe, photos):
    assert wardrobe.add_drawer("  Swim   wear ") == "Swim wear" == wardrobe.add_drawer("Swim wear")
    item = wardrobe.add(photos[0], "a", drawer="Swim wear")
    with pytest.raises(StoreError, match="still holds something"):
        wardrobe.remove_drawer("Swim wear")
    wardrobe.change([item.id], drawer="Bag")
    wardrobe.remove_drawer("Swim wear")
    assert wardrobe.own_drawers() == []
    for name in ("", "  ", "x" * 41):
        with pytest.raises(StoreError, match="1 to 40"):
            wardrobe.add_drawer(name)


@pytest.mark.parametrize(
    ("name", "kept"), [("swim WEAR", "Swim wear"), ("trouser", "Trouser"), ("t-shirt top", "T-shirt/top")]
)
def test_no_two_drawers_look_or_are_filed_the_same(wardrobe, name, kept):
    wardrobe.add_drawer("Swim wear")
    assert wardrobe.add_drawer(name) == kept and wardrobe.own_drawers() == ["Swim wear"]


def test_settings_are_kept(wardrobe):
    assert wardrobe.setting("model", "photo") == "photo"
    wardrobe.set_setting("model", "cnn/1")
    wardrobe.set_setting("model", {"name": "mlp"})
    assert wardrobe.setting("model") == {"name": "mlp"}


def test_an_item_that_is_not_there_is_a_sentence(wardrobe, photos):
    with pytest.raises(StoreError, match="no item 7"):
        wardrobe.get(7)
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.files.rm_file(photo_path(item.photo))
    with pytest.raises(StoreError, match=r"photo of a\.jpg is gone"):
        wardrobe.photo(item)


def test_a_damaged_photo_is_a_sentence_too(wardrobe, photos):
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.files.pipe_file(photo_path(item.photo), b"half")
    wardrobe.files.rm("thumbnails", recursive=True)
    for look in (wardrobe.garment, wardrobe.thumbnail):
        with pytest.raises(StoreError, match=r"photo of a\.jpg cannot be read"):
            look(item)


def test_the_migrations_make_the_tables_that_the_code_uses(where):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_database(where.database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(where, monkeypatch):
    from alembic import op

    def fail(*arguments, **options):
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_index", fail)
        with pytest.raises((StoreError, sqlite3.OperationalError)):
            Wardrobe(where)
    path = where.database_url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'items'").fetchall() == []
    connection.close()
    Wardrobe(where).close()


def test_a_database_of_a_newer_program_is_refused(where):
    Wardrobe(where).close()
    connection = sqlite3.connect(where.database_url.removeprefix("sqlite:///"))
    connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        Wardrobe(where)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        Wardrobe(Settings(f"sqlite:///{tmp_path / 'file' / 'x.db'}", (tmp_path / "x").as_uri()))


def test_settings_come_from_the_environment(monkeypatch, tmp_path):
    assert storage() == "local"
    assert Settings.from_environment().database_url.endswith("home/wardrobe/wardrobe.db")
    monkeypatch.setenv("WARDROBE_FILES_URL", "memory://photos")
    assert Settings.from_environment().files_url == "memory://photos"
    monkeypatch.setenv("WARDROBE_DATABASE_URL", "postgresql://somewhere")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WARDROBE_HOME", str(tmp_path / "file"))  # no folder can be made in it, and none is needed
    assert Settings.from_environment() == Settings("postgresql://somewhere", "memory://photos")
    monkeypatch.setenv("WARDROBE_STORAGE", "cloud")
    with pytest.raises(SettingsError, match="local or session"):
        storage()


def test_photos_lie_beside_the_database_in_a_folder_with_spaces_and_accents(tmp_path, photos):
    folder = tmp_path / "Jürgens Kleider, 100 %"
    wardrobe = Wardrobe(Settings.in_folder(folder))
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    assert (folder / photo_path(item.photo)).exists() and [path.name for path in tmp_path.iterdir()] == [folder.name]
    wardrobe.close()


def test_other_storage_serves_as_well(where, photos):
    wardrobe = Wardrobe(Settings(where.database_url, "memory://somewhere/else"))
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    assert hashlib.sha256(wardrobe.photo(item)).hexdigest() == item.photo
    assert wardrobe.thumbnail(item)
    wardrobe.throw_away([item.id])
    assert wardrobe.files.find("") == []


def test_check_finds_and_mends_what_a_crash_left(wardrobe, photos):
    kept, gone, damaged = [wardrobe.add(photo, "x", drawer="Bag") for photo in photos[:3]]
    wardrobe.files.rm_file(photo_path(gone.photo))
    wardrobe.files.pipe_file(photo_path(damaged.photo), b"half")
    orphan = photo_path("ab" * 32)
    beside = "photos/.DS_Store"
    wardrobe.files.pipe_file(beside, b"a person looked at them")
    for path in (orphan, orphan + ".123.part", "thumbnails/ab/" + "ab" * 32 + "-plain.jpg"):
        wardrobe.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        wardrobe.files.pipe_file(path, b"x")
    assert check(wardrobe).orphans == ()  # they may be about to get their rows
    wardrobe.restore([gone.id])
    later = datetime.now(UTC) + timedelta(hours=2)
    findings = check(wardrobe, mend=False, now=later)
    assert findings.without_photo == (gone,) and findings.damaged == (damaged,)
    assert findings.orphans == (beside, orphan) and len(findings.leftovers) == 2
    assert check(wardrobe, now=later) == findings
    assert wardrobe.ids(Filters(deleted=True)) == [gone.id]
    assert set(wardrobe.ids()) == {kept.id, damaged.id}
    assert not check(wardrobe, now=later).orphans and not check(wardrobe, now=later).leftovers


def test_check_takes_a_missing_disk_for_no_tidying(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    wardrobe.files.mv("photos", "elsewhere", recursive=True)
    with pytest.raises(StoreError, match="not a single photo"):
        check(wardrobe)
    assert wardrobe.ids() == [item.id]


def test_a_file_is_there_before_its_row(wardrobe, photos, monkeypatch):
    from wardrobe import rows

    def crash(connection, item):
        assert wardrobe.files.exists(photo_path(item.photo))
        raise KeyboardInterrupt

    monkeypatch.setattr(rows, "write", crash)
    with pytest.raises(KeyboardInterrupt):
        wardrobe.add(photos[0], "a", drawer="Bag")
    assert wardrobe.ids() == []
    assert check(wardrobe, now=datetime.now(UTC) + timedelta(hours=2)).orphans


def test_a_database_that_takes_no_new_item_says_so_and_no_photo_is_left(wardrobe, photos, monkeypatch):
    from sqlalchemy.exc import IntegrityError

    from wardrobe import rows

    def collide(connection, item):
        raise IntegrityError("INSERT", {}, ValueError("this number is taken"))

    monkeypatch.setattr(rows, "write", collide)
    with pytest.raises(IntegrityError, match="this number is taken"):
        wardrobe.add(photos[0], "a", drawer="Bag")
    assert wardrobe.files.find("photos") == [] and wardrobe.files.find("thumbnails") == []
