about-title = About
about-what =
    A wardrobe that sorts itself: photograph your clothes, and a small neural network says what each piece is and how
    sure it is. What it is sure of goes into its drawer; what it is not sure of waits for you.
about-privacy = What happens to your photos
about-nothing-leaves =
    Photos are looked at on the machine that runs this page. Nothing is sent anywhere else, and nothing is counted.
about-only-when-asked = No photo is stored until you press Keep.
about-what-is-kept =
    A kept photo is drawn anew, at most 1600 pixels a side. What the file told of the place, the time and the camera is
    not kept.
about-removed =
    What you delete lies in the bin for { $days } days, and is then removed with its photo. You can empty the bin
    yourself at any time.
about-session =
    Your wardrobe lasts as long as this browser tab and is deleted minutes after the tab is closed, reloaded, or out of
    reach. Nobody else can see it. A back-up is the way to keep it.
about-local = Your wardrobe is kept in this folder of the machine that runs this page, until you delete it:
about-elsewhere = The settings of this installation keep its database or its photos elsewhere.
about-models = The models
about-sure =
    A figure such as 90 % means that of a hundred photos with that figure, about ninety were right, measured on photos by
    people whose photos the model had not seen.
about-keys = Keys
about-keys-review =
    On the review page: 1 says yes, 2 to 4 choose another drawer, S skips, X puts into the bin. On a piece's own page P
    and N lead to the one before and the next. U takes the last step back, on the page where it was done.
