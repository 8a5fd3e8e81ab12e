find-drawers = Drawers
find-in-group = { $group }
drawer-holds = { $drawer } · { NUMBER($count) }
waiting =
    { $count ->
        [one] One item waits for review
       *[other] { NUMBER($count) } items wait for review
    }
empty-title = Your wardrobe is empty
empty-what = Photograph some of your clothes. Each item then goes into its drawer here.
empty-sort = Sort some clothes
found =
    { $total ->
        [one] **{ NUMBER($count) }** of one item
       *[other] **{ NUMBER($count) }** of { NUMBER($total) } items
    }
nothing-found = Nothing in your wardrobe matches. Remove a filter, or clear them all.
clear-filters = Clear filters

find-text = Search
search-placeholder = Red shirt, shoes, a name, brand, note or tag
find-view = Pictures
view-cut-out = Cut out
view-photo = Photo
filters =
    { $count ->
        [0] More filters and order
       *[other] More filters and order ({ $count } set)
    }
find-colours = Colours
find-seasons = Seasons
find-tags = Tags
any = any
find-sure = Confidence of the model
find-since = Added from
find-until = Added until
find-worn = Worn
find-worn-any = Any
find-worn-never = Never worn
find-decided = Who decided on the drawer
chosen-by-anyone = Anyone
chosen-by-you = You
chosen-by-model = The model
find-order = Order
order-newest = Newest first
order-oldest = Oldest first
order-unsure = Least sure first
order-sure = Most sure first
order-drawer = By drawer
order-unworn = Longest not worn first
seasons = Seasons
season-spring = Spring
season-summer = Summer
season-autumn = Autumn
season-winter = Winter

alt-item = { $drawer }: { $file }
alt-no-photo = No picture: the photo { $file } is lost

select = Select
selected =
    { $count ->
        [one] **One** selected
       *[other] **{ NUMBER($count) }** selected
    }
select-all =
    { $count ->
        [one] Select the item found
       *[other] Select all { NUMBER($count) } found
    }
select-none = Select none
edit = Edit
edit-many =
    { $count ->
        [one] Edit one item
       *[other] Edit { NUMBER($count) } items
    }
move-to = Move to the drawer
unchanged = unchanged
add-tags = Add tags
remove-tags = Remove tags
tags-placeholder = type or choose a tag
none = none
set-seasons = Set the seasons
change-many =
    { $count ->
        [one] Apply
       *[other] Apply to all { NUMBER($count) }
    }
changed-many =
    { $count ->
        [one] Changed one item.
       *[other] Changed { NUMBER($count) } items.
    }
delete = Move to the bin
deleted =
    { $count ->
        [one] Moved one item to the bin.
       *[other] Moved { NUMBER($count) } items to the bin.
    }

bin = Bin
bin-holds = Bin · { NUMBER($count) }
bin-what = Items are deleted for good, with their photos, after { $days } days in the bin.
bin-empty = The bin is empty.
bin-left =
    { $days ->
        [0] deleted today
        [one] one day left
       *[other] { $days } days left
    }
to-the-drawers = To the drawers
restore = Restore
restored =
    { $count ->
        [one] Restored one item.
       *[other] Restored { NUMBER($count) } items.
    }
throw-away = Delete for good
throw-away-sure =
    { $count ->
        [one] One item and its photo will be deleted. You cannot undo this.
       *[other] { NUMBER($count) } items and their photos will be deleted. You cannot undo this.
    }
thrown-away =
    { $count ->
        [0] Nothing was deleted.
        [one] Deleted one item for good.
       *[other] Deleted { NUMBER($count) } items for good.
    }

own-drawers = My drawers
own-drawers-what = Drawers for garments that the model does not know. You move items there yourself.
drawer-add = Add
drawer-added = Added the drawer { $drawer }.
drawer-parent = Belongs to
drawer-parent-by-name = decide by the name
drawer-no-parent = nothing
drawer-under = { $drawer } · { $group }
drawer-edit = Edit { $drawer }
drawer-edit-name = New name
drawer-save = Save
drawer-remove = Remove { $drawer }
drawer-removed = Removed the drawer { $drawer }.
drawer-renamed = Renamed { $old } to { $drawer }.
drawer-placed = Changed where { $drawer } belongs.
drawer-merge-sure =
    { $count ->
        [0] There is a drawer { $drawer } already. { $old } is empty and will be removed.
        [one] There is a drawer { $drawer } already. One item will move there, and { $old } will be removed.
       *[other] There is a drawer { $drawer } already. { NUMBER($count) } items will move there, and { $old } will be removed.
    }
drawer-merge = Merge into { $drawer }
drawer-merged =
    { $count ->
        [one] Merged { $old } into { $drawer }: one item moved.
       *[other] Merged { $old } into { $drawer }: { NUMBER($count) } items moved.
    }
cancel = Cancel
