learn-slope = Steigung w
learn-intercept = Achsenabschnitt b
learn-cost = Kosten
learn-fit = Eine Gerade durch drei Punkte
learn-fit-what =
    Die Kosten sind die Summe der quadrierten Fehler, die orange gezeichnet sind. Jeder Ort auf der Karte ist eine Gerade: je
    dunkler er ist, desto niedriger sind die Kosten. Gesucht ist die Gerade mit den Kosten 0.
learn-lines = Geraden der Vorlesung
learn-gradient = Der Gradient: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = Die Gerade mit Steigung { $w } und Achsenabschnitt { $b } hat die Kosten { $cost }.
