reclassify-title = Neu klassifizieren
reclassify-intro =
    Ein anderes Modell klassifiziert jedes Foto im Kleiderschrank, und diese Seite zeigt, was sich ändern würde. Nichts ändert
    sich ohne Zustimmung.
reclassify-back = Zurück zum Kleiderschrank
reclassify-empty = Noch nichts zum Klassifizieren
reclassify-empty-why =
    Zuerst Fotos sortieren. Der Kleiderschrank lässt sich danach jederzeit von einem anderen Modell klassifizieren.
reclassify-start =
    { $count ->
        [one] Ein Teil neu klassifizieren
       *[other] { NUMBER($count) } Teile neu klassifizieren
    }
reclassify-loading = Modell wird geladen
reclassify-progress =
    { $minutes ->
        [0] { NUMBER($number) } von { NUMBER($of) }, noch etwa { $seconds } s
       *[other] { NUMBER($number) } von { NUMBER($of) }, noch etwa { $minutes } min
    }
reclassify-left =
    { $left ->
        [one] Ein Teil ist noch nicht neu klassifiziert. Die Ergebnisse unten gelten für die anderen.
       *[other] { NUMBER($left) } Teile sind noch nicht neu klassifiziert. Die Ergebnisse unten gelten für die anderen.
    }
reclassify-unreadable =
    { $count ->
        [one] Das Foto eines Teils fehlt oder ist beschädigt. Dieses Teil bleibt, wie es ist.
       *[other] Die Fotos von { NUMBER($count) } Teilen fehlen oder sind beschädigt. Diese Teile bleiben, wie sie sind.
    }
reclassify-nothing =
    { $count ->
        [one] Nichts würde sich ändern: { $model } wählt die Schublade, in der das Teil ist.
       *[other] Nichts würde sich ändern: { $model } wählt die Schubladen, in denen alle { NUMBER($count) } Teile sind.
    }
reclassify-summary =
    { $count ->
        [one] { $model } würde eines von { NUMBER($of) } Teilen verschieben
       *[other] { $model } würde { NUMBER($count) } von { NUMBER($of) } Teilen verschieben
    }
reclassify-from = Von
reclassify-to = Nach
reclassify-items = Teile
reclassify-ticked = Angehakt
reclassify-other-drawers = andere
reclassify-leave-decided = Selbst gewählte Schubladen lassen: { NUMBER($count) }
reclassify-leave-unsure = Teile lassen, bei denen { $model } unsicher ist: { NUMBER($count) }
reclassify-show = Zeigen
reclassify-show-all = Alle Verschiebungen
reclassify-show-some = { $source } nach { $target }
reclassify-tick-all = Diese { NUMBER($count) } anhaken
reclassify-untick-all = Diese { NUMBER($count) } abwählen
reclassify-now = Jetzt { $drawer }, { $sure }
reclassify-is-in = Jetzt { $drawer }
reclassify-now-decided = Jetzt { $drawer }, selbst gewählt
reclassify-then = { $drawer }, { $sure }
reclassify-move = Nach „{ $drawer }“ verschieben
reclassify-agree =
    { $moving ->
        [0] Vorhersagen speichern, nichts verschieben
        [one] Ein Teil verschieben
       *[other] { NUMBER($moving) } Teile verschieben
    }
reclassify-agree-note =
    Alle anderen Teile bleiben, wo sie sind. Die neuen Vorhersagen werden neben den früheren gespeichert. Das lässt sich
    rückgängig machen.
reclassify-done =
    { $moved ->
        [0] Nichts verschoben und die Vorhersagen von { $model } gespeichert.
        [one] Ein Teil verschoben und die Vorhersagen von { $model } gespeichert.
       *[other] { NUMBER($moved) } Teile verschoben und die Vorhersagen von { $model } gespeichert.
    }
