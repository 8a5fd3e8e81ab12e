item-unknown = Not here
item-unknown-why = There is no such piece in this wardrobe. It may have been thrown away for good.
to-the-wardrobe = To the wardrobe
to-the-bin = To the bin
item-previous = Previous
item-next = Next
item-place = { NUMBER($place) } of { NUMBER($count) }
item-colours = Colours, by their share of the garment
item-download = Download the photo
item-in-bin = This piece lies in the bin.
item-in-review = Waits for review
item-added = { $file }, added { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-drawer = Drawer
item-drawer-saved = Moved to another drawer.
item-tags = Tags
item-tags-saved = Tags kept.
item-seasons = Seasons
item-seasons-saved = Seasons kept.
item-notes = Notes
item-notes-what = Size, where it is from, what goes with it
item-notes-saved = Notes kept.
item-not-asked = No model was asked about this piece.
item-how-sure = How sure the model is of each
item-history =
    { $count ->
        [one] What the model said
       *[other] What models said ({ NUMBER($count) } times)
    }
item-said = **{ $drawer }**, { $sure }, said { $model }, { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-similar = Looks almost the same
