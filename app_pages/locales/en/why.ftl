# "Why this answer?", on the pages Sort and Item.

why-title = Why this answer?
why-working = Covering one part of the photo after the other…
why-model-missing = { $missing } made the prediction and is no longer here. { $model } explains its own answer.
why-photo-gone = The photo { $file } is no longer on the page. Add it again.
why-says-class =
    { $model } says **{ $answer }**, { NUMBER($share, style: "percent") } sure. Next comes **{ $rival }** with
    { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-none =
    { $model } says **{ $answer }**, { NUMBER($share, style: "percent") } sure. Of its classes, **{ $rival }** comes
    next with { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-corrected =
    { $model } says **{ $answer }**, { NUMBER($share, style: "percent") } sure. It gives **{ $rival }**, where you put
    it, { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-group =
    { $model } is sure of the group: { $group }, { NUMBER($group_share, style: "percent") }. In it, **{ $answer }** has
    { NUMBER($share, style: "percent") } and **{ $rival }**
    { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-pieces =
    The photo shows several garments, and the model sees the whole picture. A photo of one garment gives a clearer answer.

why-support-title = What speaks for { $answer }
why-difference-title = { $answer } rather than { $rival }
why-legend-for = covered, the model is less sure of { $answer }
why-legend-against = covered, it is surer
why-legend-answer = speaks for { $answer }
why-legend-rival = speaks for { $rival }
why-finding-place =
    What counts most is at the { $place }: when that part is covered, the confidence falls from
    { NUMBER($share, style: "percent") } to { NUMBER($lowest, style: "percent") }.
why-finding-everywhere =
    No single part decides. Whichever is covered, the confidence of { NUMBER($share, style: "percent") } stays at
    { NUMBER($lowest, style: "percent") } or more.
why-finding-beside =
    { NUMBER($beside, style: "percent") } of what speaks for it lies beside the garment. Another background or cut-out
    may change the answer.
why-pair-both = The part at the { $first } speaks most for { $answer }, the part at the { $second } most for { $rival }.
why-pair-answer = The part at the { $first } speaks most for { $answer }. No part speaks clearly for { $rival }.
why-pair-rival = The part at the { $second } speaks for { $rival }. No single part speaks clearly for { $answer }.
why-pair-neither = No single part separates { $answer } from { $rival }.
why-how =
    For these maps, { $places } parts of the picture are covered, one after the other, and the model is asked each time.
why-place-top-left = top left
why-place-top-centre = top
why-place-top-right = top right
why-place-middle-left = left
why-place-middle-centre = centre
why-place-middle-right = right
why-place-bottom-left = bottom left
why-place-bottom-centre = bottom
why-place-bottom-right = bottom right

why-near-title = The most similar images of Fashion-MNIST
why-near-working = Comparing with 1,000 images of Fashion-MNIST…
why-near-one = { $drawer }, { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }
why-near-votes =
    { $count ->
        [one] One of these { $total } shows { $drawer }.
       *[other] { NUMBER($count) } of these { $total } show { $drawer }.
    }
why-near-no-class = Fashion-MNIST has no class { $drawer }.
why-near-near =
    The first reaches { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, where 1 is the same.
    That is as much as images of the data set have in common with the one most like them.
why-near-far =
    The first reaches { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, where 1 is the same.
    Of 20 images of the data set, 19 have another that reaches
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } or more. The photo differs from what
    Fashion-MNIST shows: pictures of a shop, in grey, of 28×28 pixels.
why-near-unlike =
    The first reaches only { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, where 1 is the
    same; of 20 images of the data set, 19 have another that reaches
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } or more. Nothing in Fashion-MNIST is much
    like this photo, and these images do not explain the answer.
why-near-none = This model cannot compare the photo with other images.

why-models-title = The same photo for every model
why-model-answer = { $model }: { $answer }, { NUMBER($share, style: "percent") }
why-models-what =
    Each picture is all that the model receives. Models for 28×28 pixels see the garment as in Fashion-MNIST, bright on
    black, without its colours.
