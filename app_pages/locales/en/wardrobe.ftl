find-drawers = Drawers
drawer-holds = { $drawer } · { NUMBER($count) }
waiting =
    { $count ->
        [one] One photo waits for review
       *[other] { NUMBER($count) } photos wait for review
    }
empty-title = Your wardrobe is empty
empty-what = Photograph a few pieces, or a whole pile one after another. Each one goes into its drawer here.
empty-sort = Sort some clothes
found =
    { $total ->
        [one] **{ NUMBER($count) }** of one piece
       *[other] **{ NUMBER($count) }** of { NUMBER($total) } pieces
    }
nothing-found = Nothing in your wardrobe is like that. Take a filter away, or clear them all.
clear-filters = Clear filters

find-text = Search
search-placeholder = Name, note, tag or drawer
find-view = Pictures
view-cut-out = Cut out
view-photo = Photo
filters =
    { $count ->
        [0] More filters and order
       *[other] More filters and order ({ $count } set)
    }
find-colours = Colour
find-seasons = Season
find-tags = Tag
any = any
find-sure = How sure the model is, from–to
find-since = Added from
find-until = Added until
find-corrected = Who chose the drawer
chosen-by-anyone = Anyone
chosen-by-you = You
chosen-by-model = The model
find-order = Order
order-newest = Newest first
order-oldest = Oldest first
order-unsure = Least sure first
order-sure = Surest first
order-drawer = By drawer
seasons = Seasons
season-spring = Spring
season-summer = Summer
season-autumn = Autumn
season-winter = Winter

alt-piece = { $drawer }: { $file }
alt-no-photo = No picture: the photo { $file } is gone
you-said-so = you said so

pick = Select
picked =
    { $count ->
        [one] **One** selected
       *[other] **{ NUMBER($count) }** selected
    }
pick-all =
    { $count ->
        [one] The one found
       *[other] All { NUMBER($count) } found
    }
pick-none = None
edit = Edit
edit-many =
    { $count ->
        [one] Edit one piece
       *[other] Edit { NUMBER($count) } pieces
    }
move-to = Move to the drawer
as-they-are = as they are
add-tags = Add tags
remove-tags = Remove tags
tags-placeholder = type a tag, or choose
none = none
set-seasons = Set the seasons
change-many =
    { $count ->
        [one] Change it
       *[other] Change all { NUMBER($count) }
    }
changed-many =
    { $count ->
        [one] One piece changed.
       *[other] { NUMBER($count) } pieces changed.
    }
delete = To the bin
deleted =
    { $count ->
        [one] One piece is in the bin.
       *[other] { NUMBER($count) } pieces are in the bin.
    }

bin = Bin
bin-holds = Bin · { NUMBER($count) }
bin-what = What lies here for 30 days is thrown away for good, with its photo.
bin-empty = The bin is empty.
bin-left =
    { $days ->
        [0] goes today
        [one] one day left
       *[other] { $days } days left
    }
to-the-drawers = To the drawers
restore = Put back
restored =
    { $count ->
        [one] One piece is back in its drawer.
       *[other] { NUMBER($count) } pieces are back in their drawers.
    }
throw-away = Throw away for good
throw-away-sure =
    { $count ->
        [one] One piece and its photo will be gone. This cannot be undone.
       *[other] { NUMBER($count) } pieces and their photos will be gone. This cannot be undone.
    }
thrown-away =
    { $count ->
        [0] Nothing was thrown away.
        [one] One piece is gone for good.
       *[other] { NUMBER($count) } pieces are gone for good.
    }

own-drawers = Own drawers
own-drawers-what = Drawers of your own, for what the model has no name for. Move pieces there by hand.
drawer-name = Name of a new drawer
drawer-add = Add
drawer-added = The drawer { $drawer } is there.
drawer-remove = Remove
drawer-removed = The drawer { $drawer } is gone.

colour-black = black
colour-charcoal = charcoal
colour-grey = grey
colour-light-grey = light grey
colour-white = white
colour-cream = cream
colour-beige = beige
colour-tan = tan
colour-brown = brown
colour-dark-brown = dark brown
colour-burgundy = burgundy
colour-red = red
colour-rust = rust
colour-coral = coral
colour-orange = orange
colour-mustard = mustard
colour-yellow = yellow
colour-lime = lime
colour-olive = olive
colour-green = green
colour-dark-green = dark green
colour-mint = mint
colour-teal = teal
colour-turquoise = turquoise
colour-light-blue = light blue
colour-blue = blue
colour-denim = denim
colour-navy = navy
colour-plum = plum
colour-purple = purple
colour-lilac = lilac
colour-magenta = magenta
colour-pink = pink
