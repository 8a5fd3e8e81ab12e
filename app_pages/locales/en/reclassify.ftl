reclassify-title = Reclassify
reclassify-intro =
    Another model classifies every photo in your wardrobe, and you see what would change. Nothing changes until you
    agree.
reclassify-back = Back to the wardrobe
reclassify-empty = There is nothing to reclassify yet
reclassify-empty-why = Sort some photos first. You can have your wardrobe classified by another model at any time.
reclassify-start =
    { $count ->
        [one] Reclassify one item
       *[other] Reclassify { NUMBER($count) } items
    }
reclassify-loading = Loading the model
reclassify-progress =
    { $minutes ->
        [0] { NUMBER($number) } of { NUMBER($of) }, about { $seconds } s left
       *[other] { NUMBER($number) } of { NUMBER($of) }, about { $minutes } min left
    }
reclassify-left =
    { $left ->
        [one] One item has not been reclassified yet. The results below are for the others.
       *[other] { NUMBER($left) } items have not been reclassified yet. The results below are for the others.
    }
reclassify-unreadable =
    { $count ->
        [one] The photo of one item is lost or damaged. That item stays as it is.
       *[other] The photos of { NUMBER($count) } items are lost or damaged. Those items stay as they are.
    }
reclassify-nothing =
    { $count ->
        [one] Nothing would change: { $model } chooses the drawer that the item is in.
       *[other] Nothing would change: { $model } chooses the drawers that all { NUMBER($count) } items are in.
    }
reclassify-summary =
    { $count ->
        [one] { $model } would move one of { NUMBER($of) } items
       *[other] { $model } would move { NUMBER($count) } of { NUMBER($of) } items
    }
reclassify-from = From
reclassify-to = To
reclassify-items = Items
reclassify-ticked = Ticked
reclassify-other-drawers = others
reclassify-leave-decided = Leave the drawers that I chose myself: { NUMBER($count) }
reclassify-leave-unsure = Leave items that { $model } is not sure of: { NUMBER($count) }
reclassify-show = Show
reclassify-show-all = All moves
reclassify-show-some = { $source } to { $target }
reclassify-tick-all = Tick these { NUMBER($count) }
reclassify-untick-all = Untick these { NUMBER($count) }
reclassify-now = Now { $drawer }, { $sure }
reclassify-is-in = Now { $drawer }
reclassify-now-decided = Now { $drawer }, chosen by you
reclassify-then = { $drawer }, { $sure }
reclassify-move = Move to { $drawer }
reclassify-agree =
    { $moving ->
        [0] Save the predictions, move nothing
        [one] Move one item
       *[other] Move { NUMBER($moving) } items
    }
reclassify-agree-note =
    All other items stay where they are. The new predictions are saved beside the earlier ones. You can undo this.
reclassify-done =
    { $moved ->
        [0] Moved nothing and saved the predictions of { $model }.
        [one] Moved one item and saved the predictions of { $model }.
       *[other] Moved { NUMBER($moved) } items and saved the predictions of { $model }.
    }
