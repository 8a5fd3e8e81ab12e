sort-title = Sort your clothes
sort-intro =
    Drop in photos of clothes and see what each one is, and how sure that is. **One garment, or one pair, a photo.**
sort-empty =
    Lay a piece on a floor, a sheet or a table, so that all of it is in the picture. Photos are read in memory on the
    machine that runs this page, and none is stored until you say so.
sort-source = Where the photos are
sort-source-files = Files
sort-source-folder = A whole folder
sort-source-camera = Camera
sort-upload-files = Photos
sort-upload-folder = A folder of photos
sort-camera = Photograph one piece after another
sort-camera-name = camera { $number }.jpg
sort-samples = Try it with ten drawn garments
sort-earlier =
    { $count ->
        [one] One photo from before.
       *[other] { $count } photos from before.
    }
sort-forget = Put them away
sort-options = Options
sort-no-model = no model: I choose the drawer myself
sort-drawer = Drawer
sort-progress = { $number } of { $of }: { $file }
sort-stopped =
    { $left ->
        [one] Stopped. One photo has not been looked at.
       *[other] Stopped. { $left } photos have not been looked at.
    }
sort-show-only = Show only
sort-keep-others = Keep the photos of none of the ten too, for review
sort-keep =
    { $review ->
        [0] Keep: { $drawers } into drawers
       *[other] { $drawers ->
            [0] Keep: { $review } for review
           *[other] Keep: { $drawers } into drawers, { $review } for review
        }
    }
sort-keeping = Keeping { $number } of { $of }
sort-kept-some = Stopped: { $number } of { $of } were kept. Choose the others again on the page Sort.
sort-kept =
    { $review ->
        [0] Kept: { $drawers } in their drawers.
       *[other] Kept: { $drawers } in their drawers, { $review } waiting for review.
    }
sort-csv = Download as CSV
