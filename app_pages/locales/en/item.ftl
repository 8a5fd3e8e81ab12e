item-unknown = Item not found
item-unknown-why = This wardrobe has no such item. It may have been deleted for good.
to-the-wardrobe = To the wardrobe
to-the-bin = To the bin
item-previous = Previous
item-next = Next
item-position = { NUMBER($position) } of { NUMBER($count) }
item-colours-correct = Correct the colours
item-colours-what = Up to { $most } colours, the main one first. They stay when the item is classified or cut out again.
item-colours-yours = You chose these colours.
item-colours-many = An item has at most { $most } colours. Remove one first.
item-colours-measure = Measure them on the photo again
item-colours-saved = Saved the colours.
item-colours-again = Measured the colours on the photo again.
photos-title =
    { $count ->
        [one] Add photos of the back, the label, or worn
       *[other] All { NUMBER($count) } photos
    }
photos-add = Further photos of this item
photos-add-what = Photos of its back, of its label, or of somebody who wears it.
photos-added =
    { $count ->
        [one] Added a photo.
       *[other] Added { NUMBER($count) } photos.
    }
photos-kind = What { $file } shows
photos-kind-saved = Saved what the photo shows.
photos-is-cover = Cover
photos-cover = Make it the cover
photos-cover-done = This photo is the cover now.
photos-remove = Remove
photos-remove-done = Removed the photo. It is deleted in 30 days.
photos-merge = The same garment as
photos-merge-which = An item that looks like it
photos-merge-now = Merge
photos-merge-done = Merged the items. The other one is in the bin, and its photos are here.
photo-nothing = Not said
photo-front = Front
photo-back = Back
photo-worn = Worn
photo-detail = Detail
photo-label = Label
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
archived-take-back = I have it again
item-taken-back-saved = The item is in the wardrobe again.
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
