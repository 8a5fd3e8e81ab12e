item-unknown = Teil nicht gefunden
item-unknown-why = Dieses Teil gibt es in diesem Kleiderschrank nicht. Vielleicht wurde es endgültig gelöscht.
to-the-wardrobe = Zum Kleiderschrank
to-the-bin = Zum Papierkorb
item-previous = Voriges
item-next = Nächstes
item-position = { NUMBER($position) } von { NUMBER($count) }
item-download = Foto herunterladen
item-in-bin = Dieses Teil ist im Papierkorb.
item-in-review = Wartet auf Prüfung
item-added = { $file }, hinzugefügt am { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-drawer = Schublade
item-drawer-saved = In eine andere Schublade verschoben.
item-tags = Schlagwörter
item-tags-saved = Schlagwörter gespeichert.
item-seasons = Jahreszeiten
item-seasons-saved = Jahreszeiten gespeichert.
item-notes = Notizen
item-notes-what = Was dazu passt, wie es gewaschen wird
item-notes-saved = Notizen gespeichert.
item-name = Name
item-name-what = Großvaters Mantel
item-name-saved = Name gespeichert.
item-brand = Marke
item-brand-saved = Marke gespeichert.
item-size = Größe
item-size-saved = Größe gespeichert.
item-price = Preis
item-price-saved = Preis gespeichert.
item-source = Woher
item-source-saved = Herkunft gespeichert.
item-archived = Nicht mehr da
item-archived-saved = Verbleib gespeichert.
item-is-archived =
    { $why }. Im Kleiderschrank ist es ausgeblendet; der Filter „{ archived-shown }“ zeigt es.
archived-sold = Verkauft
archived-given = Verschenkt
archived-lost = Verloren
archived-shown = Verkauft, verschenkt, verloren
worn-today = Heute getragen
worn-never = Noch nie getragen
worn-times =
    { $count ->
        [one] Einmal getragen, am { DATETIME($day, dateStyle: "medium") }
       *[other] { NUMBER($count) }-mal getragen, zuletzt am { DATETIME($day, dateStyle: "medium") }
    }
worn-noted =
    { $count ->
        [one] Notiert: heute getragen.
       *[other] Notiert: { NUMBER($count) } Teile heute getragen.
    }
price-per-wear = { NUMBER($price, minimumFractionDigits: 2, maximumFractionDigits: 2) } pro Tragen
item-no-prediction = Kein Modell hat dieses Teil klassifiziert.
item-confidence = Sicherheit in jeder Klasse
item-history =
    { $count ->
        [one] Vorhersage
       *[other] Alle { NUMBER($count) } Vorhersagen
    }
item-prediction = **{ $drawer }**, { $sure }, von { $model }, { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-similar = Ähnliche Teile
item-colours-correct = Farben berichtigen
item-colours-what =
    Bis zu { $most } Farben, die Hauptfarbe zuerst. Sie bleiben, auch wenn das Teil neu klassifiziert oder ausgeschnitten wird.
item-colours-yours = Diese Farben sind selbst gewählt.
item-colours-many = Ein Teil hat höchstens { $most } Farben. Bitte zuerst eine entfernen.
item-colours-measure = Auf dem Foto neu messen
item-colours-saved = Farben gespeichert.
item-colours-again = Farben auf dem Foto neu gemessen.
photos-title =
    { $count ->
        [one] Fotos von der Rückseite, vom Etikett oder getragen hinzufügen
       *[other] Alle { NUMBER($count) } Fotos
    }
photos-add = Weitere Fotos dieses Teils
photos-add-what = Fotos der Rückseite, des Etiketts oder von jemandem, der es trägt.
photos-added =
    { $count ->
        [one] Ein Foto hinzugefügt.
       *[other] { NUMBER($count) } Fotos hinzugefügt.
    }
photos-kind = Was { $file } zeigt
photos-kind-saved = Gespeichert, was das Foto zeigt.
photos-is-cover = Titelbild
photos-cover = Zum Titelbild machen
photos-cover-done = Dieses Foto ist jetzt das Titelbild.
photos-remove = Entfernen
photos-remove-done = Foto entfernt. In 30 Tagen wird es gelöscht.
photos-merge = Dasselbe Teil wie
photos-merge-which = Ein Teil, das so aussieht
photos-merge-now = Zusammenlegen
photos-merge-done = Teile zusammengelegt. Das andere ist im Papierkorb, und seine Fotos sind hier.
photo-nothing = Keine Angabe
photo-front = Vorderseite
photo-back = Rückseite
photo-worn = Getragen
photo-detail = Nahaufnahme
photo-label = Etikett
archived-take-back = Wieder da
item-taken-back-saved = Das Teil ist wieder im Kleiderschrank.
