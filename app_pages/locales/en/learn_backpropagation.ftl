learn-chain = The chain rule
learn-chain-what =
    Values run forwards, in green. Gradients run backwards, in orange: on its way, a gradient is multiplied by the factor of
    each arrow.
learn-chain-longer = One more factor: x = 5v − 2
learn-node = { $name } = { $value }, gradient { $gradient }

learn-hand = A network by hand
learn-hand-what =
    Two inputs and a bias, two sigmoid hidden units, one sigmoid output. x = (1, 0), the target is 1, all weights start at 0, the
    learning rate is 0.5. Each edge shows its weight and, in orange, what the step adds to it.
learn-hand-way = Hidden errors from
learn-hand-descent = The old weights
learn-hand-lecture = The updated weights
learn-hand-descent-why =
    This is **gradient descent**: the gradient belongs to the weights that made the output, and the weight on the way back is
    { $back }. The hidden error δ is { $error }.
learn-hand-lecture-why =
    This is **what the lecture computes**: the output weights are updated first, and the new ones carry the error back. The hidden error δ is
    { $error }. It is no longer the gradient, which used { $back }; with a small learning rate, the two are close.
learn-hand-same =
    Both hidden units always stay alike, because they started alike. Random weights, not zeros, let units learn different things.
learn-target = target { $target }
learn-network-alt =
    The network with its values: output { $output }, output error { $error }, hidden units { $hidden }, hidden error { $back }.

learn-matrices = All inputs at once
learn-matrices-what =
    The four inputs of XOR are the rows of X, with a 1 for the bias. Two layers are two products of matrices. The error E is
    the mean squared error.
learn-function = The function f
learn-function-step = Step
learn-function-sigmoid = Sigmoid
learn-forwards = **Forwards**
learn-backwards = **Backwards**
learn-function-step-why =
    These weights solve XOR, but a step is flat: its derivative is 0, and so is every gradient. With wrong weights, the network
    could not learn either. Hence the sigmoid.
learn-function-sigmoid-why = The sigmoid’s slope f·(1 − f) is nowhere 0, so each weight knows which way to go.
