about-title = About
about-what =
    A wardrobe that sorts itself. Photograph your clothes: a small neural network names each item and says how sure it
    is. Items that it is sure of go into their drawers; the others wait for your review.
language = Language
language-of-browser = As in the browser ({ $language })
about-privacy = What happens to your photos
about-nothing-leaves =
    The computer that runs this page also classifies your photos. It sends nothing to other servers and collects no
    statistics.
about-saved-on-request = No photo is stored until you press Save.
about-what-is-saved =
    Saved photos are re-encoded, at most 1600 pixels on the longer side. The place, the time and the camera that a file
    may name are not stored.
about-removed =
    Deleted items stay in the bin for { $days } days. Then they are removed for good, together with their photos. You
    can empty the bin yourself at any time.
about-local = Your wardrobe is stored in this folder of the computer that runs this page, until you delete it:
about-account = Your wardrobe belongs to your account: nobody else who signs in can see it.
account-delete = Delete my account
account-delete-what =
    All your items and photos, also those in the bin, will be deleted from this server, and you will be signed out. You
    cannot undo this. Download a back-up first if you want to keep them.
account-delete-sure = Delete my account and everything in it
about-elsewhere = This installation stores its database or its photos in another place, set by its administrator.
about-models = The models
about-sure =
    A confidence of 90 % means that about ninety of a hundred photos with that confidence were named correctly. This was
    measured on photos that the model was not trained on.
about-keys = Keyboard shortcuts
about-keys-review =
    On the Review page, 1 confirms the drawer, 2 to 4 choose another one, S skips the item and X moves it to the bin. On
    the page of an item, P and N open the previous and the next one. U undoes the last action on every page.
