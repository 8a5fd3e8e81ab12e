# What is wrong with a ZIP file or a back-up, and with an item in one.

zip-none = This is no ZIP file, or one that was cut short. Fetch it again.
zip-unreadable = { $path } cannot be read: { $reason }.
zip-locked = The ZIP file is locked with a password. Unlock it first.
zip-unusual = The ZIP file is packed in an unusual way. Pack it again, as an ordinary ZIP.
zip-long-directory = The ZIP file holds too many files.
zip-many-members = The ZIP file holds { $count } files; the limit is { $limit }.
zip-no-member = { $name } is not in the ZIP file.
zip-large-member = { $name } in the ZIP file has { $bytes } bytes; the limit is { $limit }.
zip-long-line = { $name } in the ZIP file has a line that is too long. It is damaged.
zip-damaged-member = { $name } in the ZIP file is damaged or cut short. Fetch the file again.
zip-nameless-member = A file in the ZIP has no name and cannot be read.
zip-is-backup = This ZIP file is a back-up of a wardrobe. Restore it instead.

folder-is-backup = This folder is a back-up that was unpacked. Compress it as a ZIP file and restore that.

backup-none = This ZIP file is no back-up of a wardrobe.
backup-newer = A newer version of this program has written the back-up. Update the program.
backup-damaged = The back-up is damaged: in { $file }, { $reason }.
backup-many-items = The back-up holds over { $limit } items.
backup-other-count = The back-up is damaged: expected { $expected } items, received { $received }.
backup-item-damaged = Item { $number } of the back-up is damaged: { $reason }.
backup-item-twice = Item { $number } of the back-up, { $file }, is in it twice.
backup-item-without-photo = { $file }: its photo is not in the back-up, or is damaged there.
backup-not-restorable = { $file } could not be restored from a back-up: { $reason }.
backup-over-other-file = { $path } is there already and is no back-up. Choose another name.
backup-over-earlier = The wardrobe is empty, and { $path } is an earlier back-up. Choose another name.
backup-unwritten = { $path } cannot be written: { $reason }.

# After a colon, in one of the sentences above.
format-no-json = it is not the JSON that was expected
format-missing = { $field } is missing
format-wrong = { $field } should be { $expected }, and is { $found }
format-object = an object
format-text = a text of { $shortest } to { $longest } characters
format-form = of the form { $form }
format-names = different texts
format-words = different ones of { $allowed }
format-word = { $allowed }
format-flag = true or false
format-whole = a whole number from { $low } to { $high }
format-share = a number from 0 to 1
format-time = a time without a zone
format-list = a list of at most { $most }
format-rectangle = the cut-out's rectangle should be four shares, and is { $found }
format-colour-twice = colours has one of them twice
format-probabilities = probabilities should be numbers from 0 to 1 whose sum is 1
format-label = label should be one of the classes that have a probability
format-confidence = confidence should not be above the probability of the label
format-setting-name = settings has a name that is too long
format-not-the-same = it is too long, or reads back as something else
