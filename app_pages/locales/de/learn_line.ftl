learn-slope = Steigung w
learn-intercept = Achsenabschnitt b
learn-cost = Kosten
learn-step = Schritt
learn-steps = Schritte
learn-epochs = Epochen
learn-rate = Lernrate
learn-momentum = Impuls
learn-fit = Eine Gerade durch drei Punkte
learn-fit-what =
    Die Kosten sind die Summe der quadrierten Fehler, die orange gezeichnet sind. Jeder Ort der Karte ist eine Gerade; die
    Ringe sind Geraden mit gleichen Kosten. Gesucht ist die Gerade mit den Kosten 0.
learn-lines = Geraden der Vorlesung
learn-gradient = Der Gradient: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = Die Gerade mit Steigung { $w } und Achsenabschnitt { $b } hat die Kosten { $cost }.

learn-walk = Schritt für Schritt bergab
learn-walk-what =
    Das Gradientenverfahren beginnt bei w = 2, b = 2. Jeder Schritt geht gegen den Gradienten, so weit, wie die Lernrate sagt.
    Der Impuls fügt einen Teil des vorigen Schritts hinzu.
learn-plain = Einfaches Gradientenverfahren
learn-with-momentum = Mit Impuls
learn-rate-slow = Die Rate ist **zu klein**: Nach allen Schritten sind die Kosten noch { $cost }.
learn-rate-right = Die Rate ist **richtig**: Die Kosten sinken auf { $cost }.
learn-rate-zigzags =
    Die Rate ist **fast zu groß**: Jeder Schritt überquert das Tal. Die Kosten sinken auf { $cost }; über einer Rate von
    { $limit } divergiert der Weg.
learn-rate-diverges =
    Die Rate ist **zu groß**: Der Weg divergiert. Jeder Schritt endet weiter entfernt, als er begann. Die Grenze ist 2 geteilt durch die
    größte Krümmung der Fläche, { $limit }.
learn-walk-alt =
    { $steps ->
        [one] Nach einem Schritt sind die Kosten { $plain }, mit Impuls { $momentum }.
       *[other] Nach { NUMBER($steps) } Schritten sind die Kosten { $plain }, mit Impuls { $momentum }.
    }

learn-batches = Alle Punkte, einige oder einer
learn-batches-what =
    { NUMBER($points) } verrauschte Punkte liegen um die Gerade. Eine Epoche liest jeden davon einmal. Kleine Batches
    aktualisieren unterwegs öfter, und ihre Wege sind rauer.
learn-size-batch = Alle { NUMBER($size) } Punkte (Batch): { NUMBER($updates) } Updates, Kosten { $cost }
learn-size-mini = { NUMBER($size) } Punkte (Mini-Batch): { NUMBER($updates) } Updates, Kosten { $cost }
learn-size-online = { NUMBER($size) } Punkt (online): { NUMBER($updates) } Updates, Kosten { $cost }
