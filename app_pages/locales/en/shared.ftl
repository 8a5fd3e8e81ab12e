# Words that several pages use.

app-title = Self-sorting wardrobe
page-sort = Sort
page-review = Review
page-wardrobe = Wardrobe
page-item = Item
page-reclassify = Ask another model
page-backup = Back-up
page-models = Models
page-about = About

outcome-sorted = Sorted
outcome-unsure = Unsure
outcome-not_clothing = None of the ten
outcome-error = Not read

drawer-t-shirt-top = T-shirt/top
drawer-trouser = Trouser
drawer-pullover = Pullover
drawer-dress = Dress
drawer-coat = Coat
drawer-sandal = Sandal
drawer-shirt = Shirt
drawer-sneaker = Sneaker
drawer-bag = Bag
drawer-ankle-boot = Ankle boot

undo = Undo
undone = Undone: “{ $what }”
percent = { NUMBER($share, style: "percent") }
sure = { NUMBER($share, style: "percent") } sure
the-photo = the photo
alt-photo = The photo { $file }
alt-cut-out = { $file } cut out, on white
alt-seen = { $file } as the model sees it
something-else = something else
confidence-in-words = Confidence: { $shares }

session-note =
    This wardrobe lasts as long as this browser tab: nobody else can see it, and it is deleted minutes after the tab is
    closed or reloaded. A back-up keeps it.
storage-wrong = The wardrobe cannot be used: { $reason }
model-wrong = The model cannot be used: { $reason }

model = Model
model-described =
    { $on ->
        [photos] { $model }, { NUMBER($accuracy, style: "percent") } on photos
       *[test] { $model }, { NUMBER($accuracy, style: "percent") } on test images
    }
how-good-on-photos =
    Right on { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of
    { NUMBER($n) } photos by people whose photos it had not seen; on
    { NUMBER($sorted, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of what it called sorted.
    Look at what is marked unsure.
how-good-on-test =
    Right on { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } of
    { NUMBER($n) } test images of { $dataset }. Photos are harder: read the confidence, and look at what is marked
    unsure.

stop = Stop
go-on = Go on
details = Details
not-asked = Not asked
not-one-of-them = Something else
nearest = nearest: { $drawer }, { NUMBER($share, style: "percent") }
what-it-sees = what the model sees
method-grabcut = cut out by its colours
method-border-colour = cut out as what differs from the border's colour
method-whole-frame = not found, so the whole photo is taken
method-as-it-stands = in the data set's form already
hint-twice = the same file twice
hint-known = in your wardrobe already
hint-similar = looks like one you have
