learn-slope = Slope w
learn-intercept = Intercept b
learn-cost = Cost
learn-fit = A line through three points
learn-fit-what =
    The cost is the sum of the squared errors, drawn in orange. Each point on the map is one line: the darker its place, the
    lower the cost. Find the line with cost 0.
learn-lines = Lines of the lecture
learn-gradient = The gradient: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = The line with slope { $w } and intercept { $b } has cost { $cost }.
