review-title = Prüfen
review-mode = Wie geprüft wird
review-mode-one = Einzeln
review-mode-drawer = Eine ganze Schublade
review-empty = Nichts zu prüfen
review-empty-why = Hier warten Teile, bei denen das Modell unsicher ist, auf eine Entscheidung.
review-left =
    { $skipped ->
        [0] { $count ->
            [one] Noch eines
           *[other] Noch { NUMBER($count) }
        }
       *[other] Noch { NUMBER($count) }, davon { NUMBER($skipped) } übersprungen
    }
review-question = { $drawer }?
review-nothing = Wohin damit?
review-no = Nein, das Modell kennt so etwas nicht:
review-or = Oder ist es doch eines von diesen?
review-yes = Ja: { $drawer }
review-other = Andere Schublade …
review-skip = Überspringen
review-bin = In den Papierkorb
review-confidence = Sicherheit in jeder Klasse
review-drawer = Schublade laut Modell
review-untick = Haken bei allem entfernen, was nicht „{ $drawer }“ ist, dann den Rest bestätigen.
review-confirm =
    { $count ->
        [one] Eines als { $drawer } bestätigen
       *[other] { NUMBER($count) } als { $drawer } bestätigen
    }
review-filed =
    { $count ->
        [one] Ein Teil nach „{ $drawer }“ verschoben.
       *[other] { NUMBER($count) } Teile nach „{ $drawer }“ verschoben.
    }
review-skipped = Vorerst übersprungen.
review-bin-again = Noch einmal: in den Papierkorb
