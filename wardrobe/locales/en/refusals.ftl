# Why something cannot be done with the wardrobe or with a file, and what the commands report.

no-drawer-folder = It is not in a drawer's folder. Move it into one.
import-after-many = It was not read, because too many photos before it could not be read. Import it without them.
not-as-stored = This is not a photo in the form that a wardrobe stores.
not-the-one = The photo is not the one that was backed up.
refused-photo = { $path }: { $reason }

store-unopened = The wardrobe cannot be opened: { $reason }.
store-unwritten = This was not saved: { $reason }.
failure-disk-full = the disk is full. Free some space, then try again
failure-read-only = the wardrobe's folder cannot be written. Make it writable, then try again
failure-locked = another program is using the database. Wait until it has finished, then try again
failure-disk-error = the disk reported an error. Copy what you need to another disk
failure-damaged = the database is damaged. Run: python -m wardrobe check
failure-database-away = the database does not answer. Try again in a moment
failure-storage-away = the storage of the photos does not answer. Try again in a moment
store-database-failed = The database cannot be read or written: { $reason }.
store-photos-unread = The photos cannot be read: { $reason }.
store-not-restored = Nothing was restored: { $reason }.
store-needs-drawer = { $file } needs a drawer or a prediction.
store-no-item = There is no item { $number } in this wardrobe.
store-photo-twice = { $file } is a photo of this item already.
store-photo-of-other = { $file } is a photo of item { $number } already. Merge the two items if they are one garment.
store-only-photo = { $file } is the only photo of this item. Add another one first, or delete the item.
store-photo-gone = The photo of { $file } is gone. A back-up may have it.
store-photo-damaged = The photo of { $file } is damaged. Add the original file again.
store-photo-unreadable = The photo of { $file } cannot be read. { $reason }
store-changed-since =
    { $count ->
        [one] One item has been changed again since, perhaps in another tab. That change stays.
       *[other] { $count } items have been changed again since, perhaps in another tab. Those changes stay.
    }
store-drawer-name = Expected a name of 1 to { $longest } characters for the drawer. Received: { $name }.
store-drawer-in-use = The drawer { $drawer } is not empty. Move its items, or rename it to the drawer where they shall go.
details-no-table = Expected a CSV file with the columns sha256 and name, brand, size, price, source or colours. Download items.csv and fill it in.
details-wrong-value = Row { $row } was left out: expected a price of 0 or more, texts of at most { $longest } characters, and one to four colours such as "navy; white".
settings-no-folder = { $folder } cannot be created: { $reason }. Check WARDROBE_HOME.
settings-storage = Expected WARDROBE_STORAGE to be { $local }, { $session } or { $account }. Received: { $name }.
settings-session-minutes = Expected { $name } to be a whole number of minutes from 1 to { $most }. Received: { $value }.
settings-no-kept-wardrobe =
    WARDROBE_STORAGE is { $session }: each browser session has its own wardrobe, which no command can reach. Set it to { $local } to use the one in WARDROBE_HOME.
settings-which-account =
    WARDROBE_STORAGE is account: each user has a wardrobe. Name one with --account ID. There are: { $accounts }.
settings-no-accounts = Expected WARDROBE_STORAGE to be { $account } with --account. Set it, or leave the option out.
settings-accounts-database =
    Expected a PostgreSQL database in WARDROBE_DATABASE_URL and a storage in WARDROBE_FILES_URL, or neither. With neither, each account has a folder in WARDROBE_HOME.
settings-accounts-sign-in =
    WARDROBE_STORAGE is account, but nobody can sign in: { $reason }. See docs/deploy.md, Accounts.
accounts-not-signed-in = Sign in first.
accounts-not-deleted = Not everything was deleted: { $reason }. Try again.

check-database-damaged =
    The database is damaged: { $reason }. Nothing was changed. Move the database file away and restore a back-up: python -m wardrobe restore FILE
check-no-photos =
    { $count ->
        [one] There is one item
       *[other] There are { $count } items
    } but no photo. Make sure that the disk with the photos is connected and that WARDROBE_FILES_URL is right. Nothing was changed.
check-no-items =
    { $count ->
        [one] There is one photo
       *[other] There are { $count } photos
    } but no item: the database is new, or of another wardrobe. Check WARDROBE_HOME and WARDROBE_DATABASE_URL, or restore a back-up. Nothing was changed.
check-many-orphans =
    No item references { $count } of the { $photos } photos: the database may be an older one, or of another wardrobe. Check WARDROBE_HOME and WARDROBE_DATABASE_URL, or restore a back-up. Nothing was changed. If the database is right, move these photos to the folder { $folder } yourself.
check-many-gone =
    The photos of { $count } of the { $items } items are gone. Make sure that the disk with the photos is connected and that WARDROBE_FILES_URL is right, or restore a back-up. Nothing was changed.
check-copies =
    { $count ->
        [one] A copy of the database from an earlier start of the app is
       *[other] { $count } copies of the database from earlier starts of the app are
    } in { $folder }. To use the newest, stop the app and run: python -m wardrobe check --use-copy { $name }
check-copy-used = The copy { $name } is the database now.
check-copy-aside = The previous database is kept as { $aside }.
check-no-copy = There is no copy { $name } in { $folder }. The copies there: { $names }.
check-without-photo = { $file }: the photo is gone; the item is in the bin. A back-up may have the photo.
check-lost-further = { $file }: one of the photos of this item is gone. A back-up may have it.
check-damaged = { $file }: the photo is damaged. A back-up may have it intact.
check-lost-and-found =
    { $count ->
        [one] One photo that no item references was moved to { $folder }.
       *[other] { $count } photos that no item references were moved to { $folder }.
    }
check-leftovers =
    { $count ->
        [one] One unfinished or unused file was removed.
       *[other] { $count } unfinished or unused files were removed.
    }
check-done =
    { $count ->
        [one] 1 item.
       *[other] { $count } items.
    }
check-well =
    { $count ->
        [one] 1 item, no problems.
       *[other] { $count } items, no problems.
    }

no-photo-folder = There is no folder { $folder }. Name the folder that contains the photos.
sort-into-file = { $folder } is a file. Name a folder to sort into; it need not exist.
sort-into-itself = { $source } is in { $folder }, or is the same folder. Name another folder to sort into.
sort-unusable = { $folder } cannot be used: { $reason }. When that is solved, run the same command again to continue.
sort-class-name = { $model } has a class whose name cannot be the name of a folder: { $name }.
sort-not-moved = { $path } was copied, but cannot be removed: { $reason }.
sort-other-run = Another run is sorting into { $folder }. Wait until it has finished.
sort-workers-killed = Worker processes were ended again and again; memory may be short. What was sorted stays. Run the same command again to continue, with fewer --workers.
sort-ray-failed = Ray does not start: { $reason } What was sorted stays. Run the same command again, or with --engine local.
sort-no-ray = Ray is not installed. Run: pip install -r requirements-scale.txt
sort-unread =
    { $count ->
        [one] 1 photo could not be read and stayed where it is.
       *[other] { $count } photos could not be read and stayed where they are.
    }
photos-skipped =
    { $count ->
        [one] 1 file that is not a photo was skipped.
       *[other] { $count } files that are not photos were skipped.
    }
photos-none = There are no photos there. Name files, or folders that contain photos.
table-not-ours =
    { $path } is not a table that this command wrote ({ $reason }). Move it away, or choose another folder.
