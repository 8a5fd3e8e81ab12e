# Texts that several pages use.

app-title = Self-sorting wardrobe
page-sort = Sort
page-review = Review
page-wardrobe = Wardrobe
page-item = Item
page-reclassify = Reclassify
page-statistics = Statistics
page-backup = Back-up
page-models = Models
page-about = About

outcome-sorted = Sorted
outcome-group = One question
outcome-unsure = Not sure
outcome-not_clothing = None of these
outcome-error = Unreadable

group-other = Other drawers
drawer-in-group = { $group } › { $drawer }
which-of-group = { $group }: { $first } or { $second }?
which-of-two = { $first } or { $second }?
something-else = Something else…
drawer-new = New drawer…
drawer-name = Name of the new drawer
drawer-make = Make

undo = Undo
undone = Undone: “{ $what }”
percent = { NUMBER($share, style: "percent") }
percent-exact = { NUMBER($share, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) }
decimal = { NUMBER($value, maximumSignificantDigits: 3) }
sure = { NUMBER($share, style: "percent") } sure
the-photo = the photo
alt-photo = The photo { $file }
alt-cut-out = The garment in { $file }, cut out, on white
alt-seen = { $file } as the model sees it
none-of-these = none of these
said-so = you said so
confidence-in-words = Confidence: { $shares }

session-note =
    Nobody else can see this wardrobe. After you close its last tab, it is kept for { $minutes ->
        [one] one minute
       *[other] { NUMBER($minutes) } minutes
    }; until then, this browser finds it again, unless you quit the browser. Download a back-up to keep it longer.
session-end = Delete this wardrobe now
session-end-what = All items and photos will be deleted. You cannot undo this.
session-end-sure = Delete everything
session-note-tab =
    This wardrobe lasts as long as this browser tab. Nobody else can see it, and it is deleted minutes after you close or
    reload the tab. Download a back-up to keep it.
storage-wrong = The wardrobe cannot be opened: { $reason }
model-wrong = The model cannot be used: { $reason }

model = Model
model-described =
    { $on ->
        [photos] { $model }, { NUMBER($accuracy, style: "percent") } on photos
        [small-images] { $model }, for 28×28 images, { NUMBER($accuracy, style: "percent") } of those
       *[test] { $model }, { NUMBER($accuracy, style: "percent") } on test images
    }
how-good-on-photos =
    Correct on { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of
    { NUMBER($n) } photos that it was not trained on, and on
    { NUMBER($sorted, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of those that it marks as
    sorted. Check the items that it is not sure of.
how-good-on-photos-none-sorted =
    Correct on { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of
    { NUMBER($n) } photos that it was not trained on. It was not sure of any of them, so check every item.
how-good-unknown = Its accuracy was not measured, so check every item.
how-good-on-test =
    Correct on { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of
    { NUMBER($n) } test images of { $dataset }. Photos are harder: watch the confidence, and check the items that it is
    not sure of.
how-good-small = It was made for images of 28×28 pixels, not for photos.

runtime = Runtime
runtime-litert = LiteRT
runtime-tensorflow = TensorFlow (SavedModel)
runtime-serving = TensorFlow Serving
runtime-forced = The environment variable { $variable } decides on the runtime.
runtime-only = Only { $runtime } is installed here.
runtime-why = LiteRT is the default: it was measured faster for every model, starts sooner and takes less memory.
runtime-difference =
    On { NUMBER($photos) } drawn photos both runtimes give the same label for { NUMBER($same) }, and no probability
    differs by more than { $difference }.
runtime-times = One photo takes { NUMBER($litert, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms on LiteRT and { NUMBER($tensorflow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms on TensorFlow ({ $where }).
runtime-this-machine = measured here
runtime-compare = Compare the runtimes here
runtime-comparing = Classifying drawn photos on both runtimes…
runtime-one-installed = The runtimes can be compared where both are installed.

stop = Stop
go-on = Continue
details = Details
not-classified = Not classified
none-or =
    { NUMBER($none, style: "percent") } none of the classes, { NUMBER($share, style: "percent") } { $drawer }
what-it-sees = what the model sees
method-segmented = cut out by the segmenter
method-whole-frame = no garment found, so the whole photo is used
method-data-set-form = already in the data set's format
new-model-offer = { $count ->
    [one] One of your items was
   *[other] { NUMBER($count) } of your items were
 } sorted by an earlier model. { $model } cuts out and recognises better. What you decided yourself stays as it is, and
    every move can be undone.
new-model-look = See what it would change
new-model-later = Not now
pieces-seen = Several garments: { $pieces }
pieces-split = Sort each on its own
pieces-made = { $file } became { $count ->
    [one] one photo
   *[other] { NUMBER($count) } photos
 }, one for each garment
hint-twice = the same file as { $file }
hint-similar-here = looks like { $file }, added here too
hint-known = already in your wardrobe: { $file }
hint-similar = looks like { $file } in your wardrobe
and-more = and { NUMBER($count) } more

sign-in = Sign in
sign-in-with = Sign in with { $provider }
sign-in-why = Your wardrobe is yours alone: sign in to open it.
sign-in-refused = { $name } may not use this wardrobe. Ask its administrator, or sign in with another account.
sign-in-other = Sign in with another account
sign-out = Sign out
