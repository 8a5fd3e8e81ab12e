review-title = Review
review-mode = How to review
review-mode-one = One at a time
review-mode-drawer = A whole drawer
review-empty = Nothing to review
review-empty-why = Items that the model is not sure of wait here for your decision.
review-left =
    { $skipped ->
        [0] { $count ->
            [one] One left
           *[other] { NUMBER($count) } left
        }
       *[other] { NUMBER($count) } left, { NUMBER($skipped) } of them skipped
    }
review-question = { $drawer }?
review-nothing = Where does it go?
review-no = No, it is something that the model does not know:
review-or = Or is it one of these after all?
review-yes = Yes: { $drawer }
review-other = Another drawer…
review-skip = Skip
review-bin = Move to the bin
review-bin-again = Again: to the bin
review-confidence = Confidence in every class
review-drawer = The model’s drawer
review-untick = Untick what is not { $drawer }, then confirm the rest.
review-confirm =
    { $count ->
        [one] Confirm one as { $drawer }
       *[other] Confirm { NUMBER($count) } as { $drawer }
    }
review-filed =
    { $count ->
        [one] Moved one item to { $drawer }.
       *[other] Moved { NUMBER($count) } items to { $drawer }.
    }
review-skipped = Skipped for now.
