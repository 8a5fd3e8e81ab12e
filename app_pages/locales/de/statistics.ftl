statistics-empty = Noch gibt es nichts zu zählen. Zuerst Kleidung sortieren.
statistics-items = Teile
statistics-what =
    { $items ->
        [one] **Ein** Teil in den Schubladen
       *[other] **{ NUMBER($items) }** Teile in den Schubladen
    }, { $wears ->
        [0] noch keines getragen.
        [one] **einmal** getragen.
       *[other] **{ NUMBER($wears) }**-mal getragen.
    }
statistics-show-never =
    { $count ->
        [one] Ein Teil wurde noch nie getragen
       *[other] { NUMBER($count) } Teile wurden noch nie getragen
    }
statistics-drawers = In den Schubladen
statistics-drawers-alt = Teile in jeder Schublade: { $drawers }
statistics-colours = Hauptfarben
statistics-colours-alt = Teile jeder Hauptfarbe: { $colours }
statistics-worn = Am meisten getragen
statistics-worn-none =
    „{ worn-today }“ auf der Seite eines Teils oder für mehrere ausgewählte Teile drücken, um zu zählen, wie oft sie getragen
    werden.
statistics-prices = Preis pro Tragen
statistics-times-worn = Getragen
statistics-per-wear = Pro Tragen
statistics-judged = Wie oft das Modell recht hatte
statistics-judged-none = Noch wurde über kein Teil entschieden, das ein Modell klassifiziert hatte.
statistics-judged-what =
    { $decided ->
        [one] Über die Schublade eines Teils wurde selbst entschieden;
       *[other] Über die Schubladen von { NUMBER($decided) } Teilen wurde selbst entschieden;
    } die erste Wahl des Modells war bei { NUMBER($right) } richtig. Meist sind das Teile, bei denen es unsicher war; das ist
    also nicht seine Genauigkeit auf allen Fotos.
statistics-right = Richtig
statistics-right-of = { $outcome }: { NUMBER($right) } von { NUMBER($decided) }
