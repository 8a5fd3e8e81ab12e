# The editor of an item's cut-out, on the pages Review and Item.

cutout-title = Is the cut-out wrong, or the photo on its side?
cutout-choice = Cut-out
cutout-automatic = Automatic
cutout-off = None: the whole photo
cutout-rectangle = Within a rectangle
cutout-draw = Draw a rectangle around the garment, from one corner to the opposite one.
cutout-redraw = Draw another rectangle to replace this one, or tap on the photo to remove it.
cutout-draw-label = Photo to draw a rectangle on. The arrow keys make and move a rectangle, with Shift they resize it, Escape removes it.
cutout-found = what counts as the garment
cutout-alone = the garment alone
cutout-then = The model now says **{ $drawer }**, { $sure }.
cutout-turn = Turn the photo
cutout-left = Turn left
cutout-right = Turn right
cutout-apply = Apply
cutout-applied = Applied the new cut-out and reclassified the item.
cutout-moved = Applied the new cut-out and moved the item to { $drawer }, as the model now says.
