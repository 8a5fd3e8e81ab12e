find-drawers = Schubladen
find-in-group = { $group }
drawer-holds = { $drawer } · { NUMBER($count) }
waiting =
    { $count ->
        [one] Ein Teil wartet auf Prüfung
       *[other] { NUMBER($count) } Teile warten auf Prüfung
    }
empty-title = Der Kleiderschrank ist leer
empty-what = Ein paar Kleidungsstücke fotografieren. Jedes kommt dann hier in seine Schublade.
empty-sort = Kleidung sortieren
found =
    { $total ->
        [one] **{ NUMBER($count) }** von einem Teil
       *[other] **{ NUMBER($count) }** von { NUMBER($total) } Teilen
    }
nothing-found = Nichts im Kleiderschrank passt dazu. Einen Filter entfernen oder alle löschen.
clear-filters = Filter löschen

find-text = Suchen
search-placeholder = Rotes Hemd, Schuhe, ein Name, eine Marke, Notiz oder ein Schlagwort
find-view = Bilder
view-cut-out = Ausschnitt
view-photo = Foto
filters =
    { $count ->
        [0] Weitere Filter und Reihenfolge
       *[other] Weitere Filter und Reihenfolge ({ $count } gesetzt)
    }
find-colours = Farben
find-seasons = Jahreszeiten
find-tags = Schlagwörter
any = alle
find-sure = Sicherheit des Modells
find-since = Hinzugefügt ab
find-until = Hinzugefügt bis
find-worn = Getragen
find-worn-any = Alle
find-worn-never = Nie getragen
find-decided = Wer die Schublade gewählt hat
chosen-by-anyone = Egal wer
chosen-by-you = Ich
chosen-by-model = Das Modell
find-order = Reihenfolge
order-newest = Neueste zuerst
order-oldest = Älteste zuerst
order-unsure = Unsicherste zuerst
order-sure = Sicherste zuerst
order-drawer = Nach Schublade
order-unworn = Am längsten nicht getragen zuerst
seasons = Jahreszeiten
season-spring = Frühling
season-summer = Sommer
season-autumn = Herbst
season-winter = Winter

alt-item = { $drawer }: { $file }
alt-no-photo = Kein Bild: Das Foto { $file } fehlt

select = Auswählen
selected =
    { $count ->
        [one] **Eines** ausgewählt
       *[other] **{ NUMBER($count) }** ausgewählt
    }
select-all =
    { $count ->
        [one] Das gefundene auswählen
       *[other] Alle { NUMBER($count) } gefundenen auswählen
    }
select-none = Auswahl aufheben
edit = Bearbeiten
edit-many =
    { $count ->
        [one] Ein Teil bearbeiten
       *[other] { NUMBER($count) } Teile bearbeiten
    }
move-to = In die Schublade verschieben
unchanged = unverändert
add-tags = Schlagwörter hinzufügen
remove-tags = Schlagwörter entfernen
tags-placeholder = Schlagwort eingeben oder wählen
none = keine
set-seasons = Jahreszeiten setzen
change-many =
    { $count ->
        [one] Anwenden
       *[other] Auf alle { NUMBER($count) } anwenden
    }
changed-many =
    { $count ->
        [one] Ein Teil geändert.
       *[other] { NUMBER($count) } Teile geändert.
    }
delete = In den Papierkorb
deleted =
    { $count ->
        [one] Ein Teil in den Papierkorb gelegt.
       *[other] { NUMBER($count) } Teile in den Papierkorb gelegt.
    }

bin = Papierkorb
bin-holds = Papierkorb · { NUMBER($count) }
bin-what = Teile werden nach { $days } Tagen im Papierkorb samt ihren Fotos endgültig gelöscht.
bin-empty = Der Papierkorb ist leer.
bin-left =
    { $days ->
        [0] heute gelöscht
        [one] noch ein Tag
       *[other] noch { $days } Tage
    }
to-the-drawers = Zu den Schubladen
restore = Wiederherstellen
restored =
    { $count ->
        [one] Ein Teil wiederhergestellt.
       *[other] { NUMBER($count) } Teile wiederhergestellt.
    }
throw-away = Endgültig löschen
throw-away-sure =
    { $count ->
        [one] Ein Teil und sein Foto werden gelöscht. Das lässt sich nicht rückgängig machen.
       *[other] { NUMBER($count) } Teile und ihre Fotos werden gelöscht. Das lässt sich nicht rückgängig machen.
    }
thrown-away =
    { $count ->
        [0] Nichts wurde gelöscht.
        [one] Ein Teil endgültig gelöscht.
       *[other] { NUMBER($count) } Teile endgültig gelöscht.
    }

own-drawers = Meine Schubladen
own-drawers-what = Schubladen für Kleidung, die das Modell nicht kennt. Teile kommen nur von Hand hinein.
drawer-add = Hinzufügen
drawer-added = Schublade „{ $drawer }“ hinzugefügt.
drawer-parent = Gehört zu
drawer-parent-by-name = nach dem Namen entscheiden
drawer-no-parent = nichts
drawer-under = { $drawer } · { $group }
drawer-edit = { $drawer } bearbeiten
drawer-edit-name = Neuer Name
drawer-save = Speichern
drawer-remove = { $drawer } entfernen
drawer-removed = Schublade „{ $drawer }“ entfernt.
drawer-renamed = „{ $old }“ in „{ $drawer }“ umbenannt.
drawer-placed = Geändert, wohin „{ $drawer }“ gehört.
drawer-merge-sure =
    { $count ->
        [0] Eine Schublade „{ $drawer }“ gibt es schon. „{ $old }“ ist leer und wird entfernt.
        [one] Eine Schublade „{ $drawer }“ gibt es schon. Ein Teil kommt dorthin, und „{ $old }“ wird entfernt.
       *[other] Eine Schublade „{ $drawer }“ gibt es schon. { NUMBER($count) } Teile kommen dorthin, und „{ $old }“ wird entfernt.
    }
drawer-merge = Mit „{ $drawer }“ zusammenlegen
drawer-merged =
    { $count ->
        [one] „{ $old }“ mit „{ $drawer }“ zusammengelegt: ein Teil verschoben.
       *[other] „{ $old }“ mit „{ $drawer }“ zusammengelegt: { NUMBER($count) } Teile verschoben.
    }
cancel = Abbrechen
