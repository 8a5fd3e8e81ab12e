backup-title = Back-up
backup-empty =
    Your wardrobe is empty: there is nothing to back up yet. Sort some photos first, or bring in what you have below.
backup-download = Take it with you
backup-what =
    { $items ->
        [one] One piece
       *[other] { $items } pieces
    } in the wardrobe{ $bin ->
        [0] .
        [one] , and one in the bin.
       *[other] , and { $bin } in the bin.
    }
backup-download-zip = Back-up
backup-download-folders = Sorted folders
backup-download-csv = Table of items
backup-which =
    The back-up is one ZIP file with the photos and everything you and the models said of them; it restores exactly.
    Sorted folders are the photos alone, a folder for each drawer, without those that wait for review. The table opens
    in any spreadsheet.
backup-many = A wardrobe of this size is written faster, and without filling the memory, by `{ $command }`.
backup-missing = Some photos are lost or damaged and not in these files. MISSING.txt in a file names all that it lacks:

backup-restore = Restore a back-up
backup-restore-what =
    An empty wardrobe becomes exactly what was backed up. One that holds something keeps it, and gets what it lacks.
backup-restore-file = A back-up, as a ZIP file
backup-restore-large = A larger file is restored by `{ $command }`.
backup-restore-now = Restore

backup-import = Bring in photos that are sorted already
backup-import-what =
    The name of each folder is the drawer that its photos go to: **trouser**, **coat**, or one of your own, **hats** say.
    No model is asked.
backup-import-source = What the photos are in
backup-import-folder = A folder
backup-import-zip = A ZIP file
backup-import-folder-file = The folder that holds the drawers' folders
backup-import-zip-file = A ZIP file of such folders
backup-import-now = Bring them in

backup-progress = { $number } of { $of } photos
backup-done-restore =
    { $count ->
        [0] Nothing new was restored.
        [one] One piece is restored.
       *[other] { $count } pieces are restored.
    }
backup-done-import =
    { $count ->
        [0] No new piece came in.
        [one] One piece is in its drawer.
       *[other] { $count } pieces are in their drawers.
    }
backup-done-stopped =
    { $count ->
        [one] Stopped. One piece came in before that.
       *[other] Stopped. { $count } pieces came in before that.
    }
backup-done-known =
    { $count ->
        [one] One was there already.
       *[other] { $count } were there already.
    }
backup-done-refused =
    { $count ->
        [one] One was not taken.
       *[other] { $count } were not taken.
    }
backup-done-skipped =
    { $count ->
        [one] One other file is no photo.
       *[other] { $count } other files are no photos.
    }
backup-refused =
    { $count ->
        [one] Why one was not taken
       *[other] Why { $count } were not taken
    }
