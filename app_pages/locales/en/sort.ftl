sort-title = Sort your clothes
sort-intro = Add photos of clothes to see what each one shows and how sure the model is. One garment or one pair per photo works
    best; where a photo shows several, you can sort each on its own.
sort-empty =
    Lay an item on a floor, a sheet or a table so that the picture shows all of it. Photos are read in the memory of the
    computer that runs this page, and none is stored until you press Save.
sort-source = Where the photos are
sort-source-files = Photos
sort-source-camera = Camera
sort-source-folder = A whole folder
sort-add = Add photos
sort-more =
    { $count ->
        [one] One photo: add more
       *[other] { NUMBER($count) } photos: add more
    }
sort-upload-files = Photos
sort-upload-phone-camera = A photo from the phone’s camera
sort-upload-folder = A folder of photos
sort-camera = Photograph one item after another
sort-camera-name = camera { $number }.jpg
sort-no-camera =
    A browser gives this page no camera without HTTPS: start the app on the computer with `{ $command }`, or take photos
    below with the phone’s own camera.
sort-example = Show an example
sort-examples = Drawn examples.
sort-forgotten =
    { $count ->
        [one] Removed one photo from the page.
       *[other] Removed { NUMBER($count) } photos from the page.
    }
sort-leave-out = Remove from the page
welcome =
    Photograph a pile of clothes. Each garment goes into its drawer by itself, and the app asks about those that it is
    not sure of.
welcome-picture = Clothes move from a pile into the drawers of a chest
example-tag = example
sort-earlier =
    { $count ->
        [one] One photo added earlier.
       *[other] { NUMBER($count) } photos added earlier.
    }
sort-forget = Remove them
sort-options = Options
sort-no-model = no model: I choose the drawer myself
sort-drawer = Drawer
sort-progress = { NUMBER($number) } of { NUMBER($of) }: { $file }
sort-stopped =
    { $left ->
        [one] Stopped. One photo has not been classified.
       *[other] Stopped. { NUMBER($left) } photos have not been classified.
    }
sort-show-only = Show only
sort-decide = Drawer of { $file }
sort-decide-placeholder = Move to…
sort-decide-other = Other…
sort-save-others = Also save “None of these”, for review
sort-save =
    { $review ->
        [0] Save: { NUMBER($drawers) } in drawers
       *[other] { $drawers ->
            [0] Save: { NUMBER($review) } for review
           *[other] Save: { NUMBER($drawers) } in drawers, { NUMBER($review) } for review
        }
    }
sort-save-example =
    { $review ->
        [0] Save the examples: { NUMBER($drawers) } in drawers
       *[other] { $drawers ->
            [0] Save the examples: { NUMBER($review) } for review
           *[other] Save the examples: { NUMBER($drawers) } in drawers, { NUMBER($review) } for review
        }
    }
sort-saving = Saving { NUMBER($number) } of { NUMBER($of) }
sort-saved-known =
    { $count ->
        [one] One photo was in the wardrobe already.
       *[other] { NUMBER($count) } photos were in the wardrobe already.
    }
sort-saved-archived =
    { $count ->
        [one] One of these items is one that you no longer have, as you said; it stays hidden.
       *[other] { NUMBER($count) } of these items are ones that you no longer have, as you said; they stay hidden.
    } Choose “{ archived-shown }” among the filters of the wardrobe to take it back.
sort-left-unreadable =
    { $count ->
        [one] One file could not be read: { $files }.
       *[other] { NUMBER($count) } files could not be read: { $files }.
    }
sort-left-here =
    { $count ->
        [one] One photo was left out and stays here: { $files }.
       *[other] { NUMBER($count) } photos were left out and stay here: { $files }.
    }
sort-not-saved =
    { $count ->
        [one] One photo was not saved and is on the Sort page again.
       *[other] { NUMBER($count) } photos were not saved and are on the Sort page again.
    } { $reason }
sort-saved =
    { $review ->
        [0] Saved: { NUMBER($drawers) } in drawers.
       *[other] Saved: { NUMBER($drawers) } in drawers, { NUMBER($review) } waiting for review.
    }
sort-csv = Download as CSV
