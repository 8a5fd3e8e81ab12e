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
item-notes-what = What goes with it, how to wash it
item-notes-saved = Saved the notes.
item-name = Name
item-name-what = Grandfather’s coat
item-name-saved = Saved the name.
item-brand = Brand
item-brand-saved = Saved the brand.
item-size = Size
item-size-saved = Saved the size.
item-price = Price
item-price-saved = Saved the price.
item-source = Where from
item-source-saved = Saved where it is from.
item-archived = No longer mine
item-archived-saved = Saved what became of it.
item-is-archived = { $why }. It is hidden in the wardrobe; choose “{ archived-shown }” among the filters to see it.
archived-sold = Sold
archived-given = Given away
archived-lost = Lost
archived-shown = Sold, given away, lost
worn-today = Worn today
worn-never = Never worn
worn-times =
    { $count ->
        [one] Worn once, on { DATETIME($day, dateStyle: "medium") }
       *[other] Worn { NUMBER($count) } times, last on { DATETIME($day, dateStyle: "medium") }
    }
worn-noted =
    { $count ->
        [one] Noted that you wore it today.
       *[other] Noted that you wore { NUMBER($count) } items today.
    }
price-per-wear = { NUMBER($price, minimumFractionDigits: 2, maximumFractionDigits: 2) } per wear
item-no-prediction = This item has not been classified by a model.
item-confidence = Confidence in every class
item-history =
    { $count ->
        [one] Prediction
       *[other] All { NUMBER($count) } predictions
    }
item-prediction = **{ $drawer }**, { $sure }, by { $model }, { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-similar = Similar items
