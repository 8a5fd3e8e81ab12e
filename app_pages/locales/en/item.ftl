item-unknown = Item not found
item-unknown-why = This wardrobe has no such item. It may have been deleted for good.
to-the-wardrobe = To the wardrobe
to-the-bin = To the bin
item-previous = Previous
item-next = Next
item-position = { NUMBER($position) } of { NUMBER($count) }
item-colours = Colours and their share of the garment
item-download = Download the photo
item-in-bin = This item is in the bin.
item-in-review = Waiting for review
item-added = { $file }, added { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-drawer = Drawer
item-drawer-saved = Moved to another drawer.
item-tags = Tags
item-tags-saved = Saved the tags.
item-seasons = Seasons
item-seasons-saved = Saved the seasons.
item-notes = Notes
item-notes-what = Size, where it is from, what goes with it
item-notes-saved = Saved the notes.
item-no-prediction = This item has not been classified by a model.
item-confidence = Confidence in every class
item-history =
    { $count ->
        [one] Prediction
       *[other] All { NUMBER($count) } predictions
    }
item-prediction = **{ $drawer }**, { $sure }, by { $model }, { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-similar = Similar items
