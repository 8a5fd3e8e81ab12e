review-title = Review
review-way = How to go through them
review-way-one = One at a time
review-way-drawer = A whole drawer
review-empty = Nothing to review
review-empty-why = Photos that the model is not sure of wait here until you have looked at them.
review-left =
    { $skipped ->
        [0] { $count ->
            [one] One piece to look at.
           *[other] { $count } pieces to look at, the least certain first.
        }
       *[other] { $count } pieces to look at, { $skipped } of them skipped for now.
    }
review-question = { $drawer }?
review-nothing = Is this one of the ten at all?
review-yes = Yes: { $drawer }
review-other = Another drawer
review-other-placeholder = Choose a drawer
review-skip = Skip
review-bin = Into the bin
review-confidence = How sure it is of each
review-drawer = What the model took them for
review-untick = Untick what is not { $drawer }, then confirm the rest.
review-confirm =
    { $count ->
        [one] Confirm one as { $drawer }
       *[other] Confirm { $count } as { $drawer }
    }
review-filed =
    { $count ->
        [one] One piece is in { $drawer }.
       *[other] { $count } pieces are in { $drawer }.
    }
review-skipped = Skipped for now.

nudge-title = Is the cut-out wrong, or the photo on its side?
nudge-cut-out = Cut-out
nudge-automatic = Automatic
nudge-off = None: the whole photo
nudge-rectangle = Within a rectangle
nudge-across = From left to right
nudge-down = From top to bottom
nudge-empty = The rectangle has no width or no height. Draw it larger.
nudge-found = what is taken for the garment
nudge-alone = the garment alone
nudge-then = Then the model says **{ $drawer }**, { $sure }.
nudge-turn = Which way is up
nudge-left = Turn left
nudge-right = Turn right
nudge-keep = Keep it so
nudge-kept = It is changed, and the model was asked again.
nudge-moved = It is changed, and the piece is in { $drawer } now, as the model says.
