learn-rule = The perceptron rule
learn-rule-what =
    A perceptron draws a line: it answers 1 where w·x + b is 0 or more. It looks at one point after another. If its answer is
    wrong, the rule moves the line: w ← w + err·x, b ← b + err.
learn-points = Points
learn-set-and = AND
learn-set-or = OR
learn-set-clouds = Two clouds
learn-set-xor = XOR
learn-rule-right =
    { $points ->
        [one] The new line has { NUMBER($right) } of one point on its right side.
       *[other] The new line has { NUMBER($right) } of { NUMBER($points) } points on their right side.
    }
learn-rule-converged =
    { $epochs ->
        [one] Finished: the first epoch had no error.
       *[other] Finished: epoch { NUMBER($epochs) } had no error, so nothing moves any more.
    }
learn-rule-cycles =
    { $epochs ->
        [one] After one epoch, the weights are again those of the start: the rule goes round for ever. No line separates XOR.
       *[other] After epoch { NUMBER($epochs) }, the weights are again those of an epoch before: the rule goes round for ever. No
            line separates XOR.
    }
learn-rule-alt = Step { NUMBER($step) }: the line has { NUMBER($right) } of { NUMBER($points) } points on their right side.

learn-xor = XOR needs a bend
learn-xor-what =
    A network of two layers with two hidden units learns XOR by gradient descent. The colour is its answer at each place. Move
    through the epochs.
learn-hidden = Hidden units
learn-hidden-tanh = With tanh
learn-hidden-identity = Without a non-linearity
learn-epoch = Epoch
learn-right = Right
learn-of = { NUMBER($right) } of { NUMBER($points) }
learn-loss = Cross-entropy
learn-xor-line =
    Two linear layers are one linear layer, so the boundary is a line. It has 3 of 4 points on their right side at best, and
    the network ends at 0.5 everywhere: the cross-entropy is ln 2 = { $chance }.
learn-xor-bent = Each hidden unit draws a line of its own. The output combines the two, and the boundary bends.
learn-xor-alt = Epoch { NUMBER($epoch) }: the network has { NUMBER($right) } of { NUMBER($points) } points right.

learn-penalty = L2 smooths the boundary
learn-penalty-what =
    A network with { NUMBER($units) } hidden units learns 30 noisy points. The L2 penalty adds the sum of the squared weights,
    times its strength, to the loss.
learn-l2 = Strength of the L2 penalty
learn-on-training = Training points right
learn-on-new = New points right
learn-penalty-then =
    Without a penalty, the boundary goes round single points: it learns the noise. A small penalty smooths it, and more new
    points are right. A large one leaves hardly more than a line.
learn-penalty-alt = With an L2 penalty of { $l2 }, { $training } of the training points and { $new } of new points are right.
