statistics-empty = There is nothing to count yet. Sort some clothes first.
statistics-items = Items
statistics-what =
    { $items ->
        [one] **One** item in the drawers
       *[other] **{ NUMBER($items) }** items in the drawers
    }, { $wears ->
        [0] none worn yet.
        [one] worn **once**.
       *[other] worn **{ NUMBER($wears) }** times.
    }
statistics-show-never =
    { $count ->
        [one] One item was never worn
       *[other] { NUMBER($count) } items were never worn
    }
statistics-drawers = In the drawers
statistics-drawers-alt = Items in each drawer: { $drawers }
statistics-colours = Main colours
statistics-colours-alt = Items of each main colour: { $colours }
statistics-worn = Most worn
statistics-worn-none = Press “{ worn-today }” on an item’s page, or for several selected items, to count how often they are worn.
statistics-prices = Price per wear
statistics-times-worn = Worn
statistics-per-wear = Per wear
statistics-judged = How often the model was right
statistics-judged-none = You have not decided on an item yet that a model had classified.
statistics-judged-what =
    { $decided ->
        [one] You decided on the drawer of one item;
       *[other] You decided on the drawers of { NUMBER($decided) } items;
    } the model’s first choice was right for { NUMBER($right) }. Mostly, these are items of which it was not sure, so this is
    not its accuracy on all photos.
statistics-right = Right
statistics-right-of = { $outcome }: { NUMBER($right) } of { NUMBER($decided) }
