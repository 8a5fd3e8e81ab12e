backup-title = Back-up
backup-empty = Your wardrobe is empty, so there is nothing to back up. Sort some photos first, or import some below.
backup-download = Download
backup-what =
    { $items ->
        [one] One item
       *[other] { NUMBER($items) } items
    } in the wardrobe{ $bin ->
        [0] .
        [one] , and one in the bin.
       *[other] , and { NUMBER($bin) } in the bin.
    }
backup-download-zip = Back-up
backup-download-folders = Sorted folders
backup-download-csv = Table of items
backup-which =
    The back-up is one ZIP file with the photos, your changes and all predictions. Restoring it brings back exactly the
    same wardrobe. The sorted folders hold only the photos, one folder per drawer, without the items that wait for
    review. The table opens in any spreadsheet program.
backup-many = For a wardrobe of this size, `{ $command }` is faster and needs less memory.
backup-missing =
    Some photos are lost or damaged, so these files do not contain them. MISSING.txt in each file lists what is missing:

backup-restore = Restore a back-up
backup-restore-what =
    An empty wardrobe becomes exactly the one that was backed up. A wardrobe with items keeps them and adds those that it
    lacks.
backup-restore-file = A back-up, as a ZIP file
backup-restore-large = Larger files can be restored with `{ $command }`.
backup-restore-now = Restore

backup-import = Import sorted photos
backup-import-what =
    Each folder's name is the drawer for its photos: **trousers** or **coat**, for example, or a drawer of your own such
    as **scarves**. No model is involved.
backup-import-source = Where the photos are
backup-import-folder = A folder
backup-import-zip = A ZIP file
backup-import-folder-file = A folder with one folder per drawer
backup-import-zip-file = A ZIP file with one folder per drawer
backup-import-now = Import

backup-progress = { NUMBER($number) } of { NUMBER($of) } photos
backup-done-restore =
    { $count ->
        [0] There was nothing new to restore.
        [one] Restored one item.
       *[other] Restored { NUMBER($count) } items.
    }
backup-done-import =
    { $count ->
        [0] There was nothing new to import.
        [one] Imported one item.
       *[other] Imported { NUMBER($count) } items.
    }
backup-done-stopped =
    { $count ->
        [one] Stopped after adding one item.
       *[other] Stopped after adding { NUMBER($count) } items.
    }
backup-done-known =
    { $count ->
        [one] One was already in the wardrobe.
       *[other] { NUMBER($count) } were already in the wardrobe.
    }
backup-done-refused =
    { $count ->
        [one] One was refused.
       *[other] { NUMBER($count) } were refused.
    }
backup-done-skipped =
    { $count ->
        [one] One file that is not a photo was skipped.
       *[other] { NUMBER($count) } files that are not photos were skipped.
    }
backup-refused =
    { $count ->
        [one] Why one was refused
       *[other] Why { NUMBER($count) } were refused
    }

details-title = Names and details from a table
details-what =
    Download the table of the items, fill in the columns name, brand, size, price, source and colours in a spreadsheet,
    save it as CSV, and read it back here. Other columns are not read.
details-file = The table, as CSV
details-now = Read the table
details-done =
    { $count ->
        [0] The table changes nothing.
        [one] Changed the details of one item.
       *[other] Changed the details of { NUMBER($count) } items.
    }
details-unknown =
    { $count ->
        [one] One row is of an item that this wardrobe lacks.
       *[other] { NUMBER($count) } rows are of items that this wardrobe lacks.
    }
