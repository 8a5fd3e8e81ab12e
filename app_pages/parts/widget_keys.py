"""Keys of the widgets whose values pages read or set, and of widgets that exist once per item, drawer or photo."""

# About
LANGUAGE = "language"
# Sort
MODEL = "model"
RUNTIME = "runtime"
OWN_DRAWER = "own-drawer"
SOURCE = "source"
SHOWN_OUTCOME = "shown-outcome"
SORT_PAGE = "page"
# Review
REVIEW_DRAWER = "class"
# Wardrobe
SELECTING = "selecting"
# Reclassify
RECLASSIFY_MODEL = "another-model"
SHOWN_DRAWERS = "shown-drawers"
RECLASSIFY_PAGE = "page-of-changes"
# Learn
LESSON_LINE = "lesson-line"
LESSON_SLOPE = "lesson-slope"
LESSON_INTERCEPT = "lesson-intercept"
LESSON_SOURCE = "lesson-source"
LESSON_CLASS = "lesson-class"
LESSON_UPLOAD = "lesson-upload"
LESSON_COUNT = "lesson-count"
LESSON_KERNEL = "lesson-kernel"
LESSON_STRIDE = "lesson-stride"
LESSON_PADDING = "lesson-padding"
LESSON_FILTER = "lesson-filter"
LESSON_SLIDER = "lesson-slider"
LESSON_LAYER = "lesson-layer"
LESSON_PIXELS = "lesson-pixels"
LESSON_MODEL = "lesson-model"
LESSON_ANSWER = "lesson-answer"
LESSON_AUGMENTED = "lesson-augmented"
LESSON_SHIFT = "lesson-shift"
LESSON_SEED = "lesson-seed"
LESSON_FLIP = "lesson-flip"


def uploader(name: str, upload_round: int) -> str:
    """A file uploader, which starts empty in a new round."""
    return f"{name}-{upload_round}"


def camera(pictures: int) -> str:
    """The camera: a new one after each picture, so that it is ready for the next."""
    return f"camera-{pictures}"


def leave_out(number: int) -> str:
    """The button that takes the photo in this place off the page."""
    return f"leave-out-{number}"


def decision(number: int, sha256: str) -> str:
    """The list that chooses the drawer of the photo in this place."""
    return f"decision-{number}-{sha256}"


def drawer_name(list_key: str) -> str:
    """The field for the name of a new drawer, below the list with this key."""
    return f"new-{list_key}"


def ready_drawer(name: str, list_key: str) -> str:
    """The button of a drawer that is ready to be made, beside the list with this key."""
    return f"ready-{name}-{list_key}"


def group_answer(number: int, key: str) -> str:
    """The button of an answer to the question which drawer of a group is right."""
    return f"answer-{number}-{key}"


def details(number: int) -> str:
    """The button that opens the full prediction of the photo in this place."""
    return f"details-{number}"


def review_action(name: str, item_id: int) -> str:
    """A button or box of an item in review. A second click that arrives late must not act on the next item."""
    return f"{name}-{item_id}"


def review_tick(item_id: int) -> str:
    """The box that confirms an item's drawer."""
    return f"tick-{item_id}"


def select_box(item_id: int) -> str:
    """The box that selects an item for bulk actions."""
    return f"select-{item_id}"


def move_box(item_id: int) -> str:
    """The box that accepts an item's proposed move."""
    return f"move-{item_id}"


def leave_toggle(kind: str) -> str:
    """The switch that leaves the items of a kind where they are."""
    return f"leave-{kind}"


def item_field(name: str, item_id: int) -> str:
    """The widget of an item's drawer, tags, seasons or notes."""
    return f"{name}-{item_id}"


def item_photos(item_id: int, count: int) -> str:
    """The field that adds photos to an item."""
    return f"photos-{item_id}-{count}"


def photo_kind(item_id: int, sha256: str) -> str:
    """The list that says what a photo of an item shows."""
    return f"photo-kind-{item_id}-{sha256}"


def photo_action(name: str, item_id: int, sha256: str) -> str:
    """A button that changes a photo of an item."""
    return f"photo-{name}-{item_id}-{sha256}"


def merged_item(item_id: int) -> str:
    """The list of the items that may be the same garment as this one."""
    return f"merge-{item_id}"


def archived_hint(number: int) -> str:
    """The button that takes the item of the hint in this place out of the archive."""
    return f"unarchive-{number}"


def runtime_comparison(model: str) -> str:
    """The button that compares an export's answers on both runtimes."""
    return f"compare-{model}"


def find_field(name: str) -> str:
    """The widget of a filter, the order, the view or the page of the wardrobe."""
    return f"find-{name}"


def own_drawer(action: str, name: str) -> str:
    """A button or field that changes a user's own drawer, for example ``remove``."""
    return f"{action}-{name}"


def pieces(number: int, sha256: str) -> str:
    """The button that makes a photo of each garment in the photo."""
    return f"pieces-{number}-{sha256}"


def chart(number: int) -> str:
    """The chart of a photo's or an item's probabilities."""
    return f"chart-{number}"


def cutout_choice(state: str) -> str:
    """The choice between the automatic cut-out, a rectangle and none."""
    return f"cutout-{state}"


def cutout_turn(side: str, state: str) -> str:
    """The buttons that turn a photo."""
    return f"turn-{side}-{state}"


def cutout_canvas(state: str, turns: int) -> str:
    """The photo on which a rectangle is drawn; each way up has its own."""
    return f"canvas-{state}-{turns}"


def cutout_apply(item_id: int) -> str:
    """The button that applies the edited cut-out."""
    return f"cutout-apply-{item_id}"


def why(name: str) -> str:
    """The expander that explains the prediction for a photo or an item."""
    return f"why-{name}"
