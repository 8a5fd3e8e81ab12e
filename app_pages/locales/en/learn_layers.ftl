learn-activations = Activations
learn-activations-what =
    An activation makes a layer more than a matrix product. Where its derivative is near 0, the layers before it learn nothing.
learn-activation = Activation
learn-derivative = derivative
learn-function-alt = { $name } and its derivative: from { $low } to { $high }; the derivative is at most { $steepest }.
learn-losses = Losses
learn-losses-what =
    The loss of an output z whose class is right. The derivative is the force on z: how much a wrong output is corrected, and
    whether a right one is left alone.
learn-loss-name = Loss

learn-layers = Eight layers, just initialised
learn-layers-what =
    Random inputs pass through eight layers of 100 units, before any learning. A good initialisation keeps the spread the same
    from layer to layer, forwards and backwards. Batch normalisation repairs a bad one.
learn-initializer = Initialiser
learn-quantity = What is shown
learn-quantity-activations = Activations
learn-quantity-gradients = Gradients
learn-normalize = Batch normalisation
learn-layer = Layer: standard deviation σ
learn-value = Value
learn-layer-label = { $layer }: { $deviation }
learn-layers-first-last = From the first layer to the last, σ goes from { $first } to **{ $last }**.
learn-layers-vanish = They vanish: nothing is left for the layers to learn from.
learn-layers-explode = They explode: one step would throw the weights far away.
learn-layers-saturate = Most units are saturated, near −1 or 1, where the derivative is almost 0.
learn-layers-keep = Their size changes little enough for all layers to learn.

learn-dropout = Dropout
learn-dropout-what =
    In training, dropout sets a share p of the activations to 0, each time at random. Inverted dropout divides the others by
    1 − p, so the next layer receives the same mean as without dropout, up to chance.
learn-dropout-rate = Share p that is dropped
learn-dropout-kind = Kept activations
learn-dropout-inverted = Divided by 1 − p (inverted)
learn-dropout-plain = Left as they are
learn-dropout-mean = Mean of the layer
learn-dropout-through = Mean after eight layers
learn-dropout-alt = { NUMBER($kept) } of 100 activations are kept; each is now { $value }. Their mean was 1 and is { $mean }.
