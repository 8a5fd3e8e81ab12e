reclassify-title = Ask another model
reclassify-intro =
    Another model looks at every photo in your wardrobe, and you see what would change. Nothing is changed before you
    agree.
reclassify-back = Back to the wardrobe
reclassify-empty = There is nothing to ask about yet
reclassify-empty-why = Sort some photos first. What is in the wardrobe can be shown to another model at any time.
reclassify-ask =
    { $count ->
        [one] Ask it about one piece
       *[other] Ask it about { NUMBER($count) } pieces
    }
reclassify-loading = Loading the model
reclassify-progress =
    { $minutes ->
        [0] { NUMBER($number) } of { NUMBER($of) }, about { $seconds } s left
       *[other] { NUMBER($number) } of { NUMBER($of) }, about { $minutes } min left
    }
reclassify-left =
    { $left ->
        [one] One piece has not been asked about. What you see is of the others.
       *[other] { NUMBER($left) } pieces have not been asked about. What you see is of the others.
    }
reclassify-unreadable =
    { $count ->
        [one] The photo of one piece is gone or damaged. That piece stays as it is.
       *[other] The photos of { NUMBER($count) } pieces are gone or damaged. Those pieces stay as they are.
    }
reclassify-nothing =
    { $count ->
        [one] Nothing would change: { $model } puts the piece into the drawer that it is in.
       *[other] Nothing would change: { $model } puts all { NUMBER($count) } pieces into the drawers that they are in.
    }
reclassify-summary =
    { $count ->
        [one] { $model } would put one of { NUMBER($of) } pieces elsewhere
       *[other] { $model } would put { NUMBER($count) } of { NUMBER($of) } pieces elsewhere
    }
reclassify-from = From
reclassify-to = To
reclassify-pieces = Pieces
reclassify-ticked = Ticked
reclassify-other-drawers = others
reclassify-leave-decided = Leave what I decided myself: { NUMBER($count) }
reclassify-leave-unsure = Leave what { $model } is unsure of: { NUMBER($count) }
reclassify-show = Show
reclassify-show-all = All that would move
reclassify-show-some = { $source } to { $target }
reclassify-tick-all = Tick these { NUMBER($count) }
reclassify-untick-all = Untick these { NUMBER($count) }
reclassify-now = Now { $drawer }, { $sure }
reclassify-is-in = Now { $drawer }
reclassify-now-decided = Now { $drawer }, decided by you
reclassify-then = { $drawer }, { $sure }
reclassify-move = Move to { $drawer }
reclassify-agree =
    { $moving ->
        [0] Agree: move nothing, keep the new answers
        [one] Agree: move one piece
       *[other] Agree: move { NUMBER($moving) } pieces
    }
reclassify-agree-note =
    All other pieces stay where they are, with the new answer beside the old ones. This can be undone.
reclassify-done =
    { $moved ->
        [0] Nothing was moved. The answers of { $model } are kept.
        [one] One piece was moved. The answers of { $model } are kept.
       *[other] { NUMBER($moved) } pieces were moved. The answers of { $model } are kept.
    }
