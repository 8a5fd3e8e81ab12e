# Why something cannot be done with the wardrobe, or with a file.

no-drawer-folder = It lies in no drawer's folder. Put it into one.
not-as-stored = This is not a photo as a wardrobe keeps it.
not-the-one = The photo is not the one that was backed up.
refused-photo = { $path }: { $reason }

store-unopened = The wardrobe cannot be opened: { $reason }
store-unwritten = The wardrobe cannot be written: { $reason }.
store-not-restored = The wardrobe cannot be written, so nothing was restored: { $reason }.
store-needs-drawer = { $file } needs a drawer, or a model that names one.
store-no-item = There is no item { $number } in this wardrobe.
store-photo-gone = The photo of { $file } is gone. A back-up may have it.
store-photo-damaged = The photo of { $file } is damaged. Put it in again from where it came.
store-photo-unreadable = The photo of { $file } cannot be read. { $reason }
store-changed-since =
    { $count ->
        [one] One piece was changed again since, in another tab perhaps. That stays.
       *[other] { $count } pieces were changed again since, in another tab perhaps. That stays.
    }
store-drawer-name = Expected a drawer's name of 1 to { $longest } characters. Received: { $name }.
store-drawer-in-use = The drawer { $drawer } still holds something. Move what is in it to another drawer first.
settings-no-folder = { $folder } cannot be made: { $reason }. Look at WARDROBE_HOME.
settings-storage = Expected WARDROBE_STORAGE to be { $local } or { $session }. Received: { $name }.
settings-no-kept-wardrobe =
    WARDROBE_STORAGE is { $session }: each browser session has a wardrobe of its own, which no command can reach. Set it to { $local } for the one in WARDROBE_HOME.

check-no-photos =
    { $count ->
        [one] There is one item
       *[other] There are { $count } items
    } and not a single photo. Is the disk that holds the photos there, and WARDROBE_FILES_URL right? Nothing was changed.

no-photo-folder = There is no folder { $folder }. Name the folder that holds the photos.
no-drawers-folder = There is no folder { $folder }. Name the folder that holds the drawers' folders.
sort-into-file = { $folder } is a file. Name a folder to sort into; it may be a new one.
sort-into-itself = { $source } lies in { $folder }, or is the same. Name another folder to sort into.
sort-unusable = { $folder } cannot be used: { $reason }. Once it can be, the same command goes on from here.
sort-class-name = { $model } has a class that no folder can be named after: { $name }.
sort-not-moved = { $path } was copied, but cannot be removed: { $reason }.
sort-other-run = Another run is sorting into { $folder }. Wait until it has finished.
table-not-ours =
    { $path } is not a table as this command writes it ({ $reason }). Move it away, or choose another folder.
