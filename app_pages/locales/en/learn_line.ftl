learn-slope = Slope w
learn-intercept = Intercept b
learn-cost = Cost
learn-step = Step
learn-steps = Steps
learn-epochs = Epochs
learn-rate = Learning rate
learn-momentum = Momentum
learn-fit = A line through three points
learn-fit-what =
    The cost is the sum of the squared errors, drawn in orange. Each point of the map is one line; the rings are lines of the
    same cost. Find the line with cost 0.
learn-lines = Lines of the lecture
learn-gradient = The gradient: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = The line with slope { $w } and intercept { $b } has cost { $cost }.

learn-walk = Downhill, step by step
learn-walk-what =
    Gradient descent starts at w = 2, b = 2. Each step goes against the gradient, as far as the learning rate says. Momentum
    adds a share of the step before.
learn-plain = Plain gradient descent
learn-with-momentum = With momentum
learn-rate-slow = The rate is **too small**: after all steps, the cost is still { $cost }.
learn-rate-right = The rate is **right**: the cost falls to { $cost }.
learn-rate-zigzags =
    The rate is **nearly too large**: each step crosses the valley. The cost falls to { $cost }; above a rate of { $limit },
    the path diverges.
learn-rate-diverges =
    The rate is **too large**: the path diverges. Each step ends farther away than it began. The limit is 2 divided by the largest
    curvature of the surface, { $limit }.
learn-walk-alt =
    { $steps ->
        [one] After one step, the cost is { $plain }; with momentum, { $momentum }.
       *[other] After { NUMBER($steps) } steps, the cost is { $plain }; with momentum, { $momentum }.
    }

learn-batches = All points, a few, or one
learn-batches-what =
    { NUMBER($points) } noisy points lie around the line. An epoch reads each of them once. Small batches update more often on
    the way, and their paths are rougher.
learn-size-batch = All { NUMBER($size) } points (batch): { NUMBER($updates) } updates, cost { $cost }
learn-size-mini = { NUMBER($size) } points (mini-batch): { NUMBER($updates) } updates, cost { $cost }
learn-size-online = { NUMBER($size) } point (on-line): { NUMBER($updates) } updates, cost { $cost }
