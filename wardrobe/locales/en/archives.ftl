# What is wrong with a ZIP file or a back-up, and with an item in one.

zip-none = This file is not a ZIP file, or was cut short. Download or copy it again.
zip-unreadable = { $path } cannot be read: { $reason }.
zip-locked = The ZIP file is locked with a password. Unlock it first.
zip-unusual = The ZIP file is compressed by an unusual method. Compress it again as an ordinary ZIP file.
zip-long-directory = The ZIP file contains too many files.
zip-many-members = The ZIP file contains { $count } files; the limit is { $limit }.
zip-overfull =
    The files in the ZIP would take { $mebibytes } MiB, far more than photos in a ZIP of { $packed } MiB can. Pack the photos again.
zip-no-member = { $name } is not in the ZIP file.
zip-large-member = { $name } in the ZIP file has { $bytes } bytes; the limit is { $limit }.
zip-long-line = { $name } in the ZIP file has a line that is too long. The file is damaged.
zip-damaged-member = { $name } in the ZIP file is damaged or cut short. Download or copy the file again.
zip-nameless-member = A file in the ZIP has no name and cannot be read.
zip-is-backup = This ZIP file is a back-up of a wardrobe. Restore it instead.
folder-is-backup = This folder is a back-up that was unpacked. Compress it as a ZIP file and restore that.

backup-none = This ZIP file is not a back-up of a wardrobe.
backup-newer = A newer version of this program wrote the back-up. Update the program.
backup-damaged = The back-up is damaged: in { $file }, { $reason }.
backup-many-damaged = The back-up is damaged: { $count } of its items cannot be read. Use an earlier back-up.
backup-many-items = The back-up contains more than { $limit } items.
backup-other-count =
    { $expected ->
        [one] The back-up is damaged: expected 1 item, received { $received }.
       *[other] The back-up is damaged: expected { $expected } items, received { $received }.
    }
backup-item-damaged = Item { $number } of the back-up is damaged: { $reason }.
backup-item-twice = Item { $number } of the back-up, { $file }, is in it twice.
backup-item-without-photo = { $file }: its photo is missing from the back-up, or is damaged there.
backup-not-restorable = { $file } could not be restored from a back-up: { $reason }.
backup-over-other-file = { $path } exists and is not a back-up. Choose another name.
backup-over-earlier = The wardrobe is empty, and { $path } is an earlier back-up. Choose another name.
backup-unwritten = { $path } cannot be written: { $reason }.
backup-written =
    { $count ->
        [one] { $path }: 1 item.
       *[other] { $path }: { $count } items.
    }
backup-restored =
    { $count ->
        [one] 1 item restored, { $known } already there, { $refused } refused.
       *[other] { $count } items restored, { $known } already there, { $refused } refused.
    }

# After a colon, in one of the messages above.
format-no-json = it is not the JSON that was expected
format-missing = { $field } is missing
format-wrong = { $field } should be { $expected }, but is { $found }
format-object = an object
format-text = a text of { $shortest } to { $longest } characters
format-form = of the form { $form }
format-names = a list of different texts
format-words = a list of different words from { $allowed }
format-word = { $allowed }
format-flag = true or false
format-whole = an integer from { $low } to { $high }
format-share = a number from 0 to 1
format-number = a number from 0 to { $most }
format-days = a list of different days
format-time = a time without a time zone
format-list = a list of at most { $most }
format-rectangle = the rectangle of the cut-out should be four numbers from 0 to 1, but is { $found }
backup-photo-lost = { $file }: this further photo of an item is missing from the back-up, or is damaged there. The item is restored without it.
format-photo-twice = photos lists one of them twice
format-colour-twice = colours lists one of them twice
format-probabilities = probabilities should be numbers from 0 to 1 that sum to 1
format-label = label should be one of the classes in probabilities
format-confidence = confidence should not be above the probability of the label
format-setting-name = settings has a name that is too long
format-not-the-same = it is too long, or is not read back as it was written
