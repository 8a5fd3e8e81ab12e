sort-title = Kleidung sortieren
sort-intro =
    Fotos von Kleidung hinzufügen und sehen, was jedes zeigt und wie sicher das Modell ist. Am besten klappt ein Teil oder ein
    Paar pro Foto; zeigt ein Foto mehrere, lassen sie sich einzeln sortieren.
sort-empty =
    Ein Teil auf den Boden, ein Laken oder einen Tisch legen, sodass es ganz im Bild ist. Die Fotos werden im Speicher des
    Computers gelesen, auf dem diese Seite läuft; keines wird gespeichert, bevor „Speichern“ gedrückt wird.
sort-source = Wo die Fotos sind
sort-source-files = Fotos
sort-source-folder = Ganzer Ordner
sort-source-camera = Kamera
sort-upload-files = Fotos
sort-upload-folder = Ein Ordner mit Fotos
sort-camera = Ein Teil nach dem anderen fotografieren
sort-camera-name = Kamera { $number }.jpg
sort-earlier =
    { $count ->
        [one] Ein Foto von vorhin.
       *[other] { NUMBER($count) } Fotos von vorhin.
    }
sort-forget = Entfernen
sort-options = Optionen
sort-no-model = kein Modell: Schublade selbst wählen
sort-drawer = Schublade
sort-progress = { NUMBER($number) } von { NUMBER($of) }: { $file }
sort-stopped =
    { $left ->
        [one] Angehalten. Ein Foto ist nicht klassifiziert.
       *[other] Angehalten. { NUMBER($left) } Fotos sind nicht klassifiziert.
    }
sort-show-only = Nur zeigen
sort-decide = Schublade von { $file }
sort-decide-placeholder = Verschieben nach …
sort-decide-other = Andere …
sort-save-others = Auch „Nichts davon“ speichern, zum Prüfen
sort-save =
    { $review ->
        [0] Speichern: { NUMBER($drawers) } in Schubladen
       *[other] { $drawers ->
            [0] Speichern: { NUMBER($review) } zum Prüfen
           *[other] Speichern: { NUMBER($drawers) } in Schubladen, { NUMBER($review) } zum Prüfen
        }
    }
sort-saving = Speichert { NUMBER($number) } von { NUMBER($of) }
sort-saved-known =
    { $count ->
        [one] Ein Foto war schon im Kleiderschrank.
       *[other] { NUMBER($count) } Fotos waren schon im Kleiderschrank.
    }
sort-left-unreadable =
    { $count ->
        [one] Eine Datei war nicht lesbar: { $files }.
       *[other] { NUMBER($count) } Dateien waren nicht lesbar: { $files }.
    }
sort-left-here =
    { $count ->
        [one] Ein Foto wurde ausgelassen und bleibt hier: { $files }.
       *[other] { NUMBER($count) } Fotos wurden ausgelassen und bleiben hier: { $files }.
    }
sort-not-saved =
    { $count ->
        [one] Ein Foto wurde nicht gespeichert und ist wieder auf der Seite Sortieren.
       *[other] { NUMBER($count) } Fotos wurden nicht gespeichert und sind wieder auf der Seite Sortieren.
    } { $reason }
sort-saved =
    { $review ->
        [0] Gespeichert: { NUMBER($drawers) } in Schubladen.
       *[other] Gespeichert: { NUMBER($drawers) } in Schubladen, { NUMBER($review) } warten auf Prüfung.
    }
sort-csv = Als CSV herunterladen
sort-add = Fotos hinzufügen
sort-more =
    { $count ->
        [one] Ein Foto: weitere hinzufügen
       *[other] { NUMBER($count) } Fotos: weitere hinzufügen
    }
sort-upload-phone-camera = Ein Foto von der Kamera des Telefons
sort-no-camera =
    Ohne HTTPS gibt der Browser dieser Seite keine Kamera: die App auf dem Computer mit `{ $command }` starten oder unten Fotos
    mit der Kamera des Telefons machen.
sort-example = Ein Beispiel zeigen
sort-examples = Gezeichnete Beispiele.
sort-forgotten =
    { $count ->
        [one] Ein Foto von der Seite entfernt.
       *[other] { NUMBER($count) } Fotos von der Seite entfernt.
    }
sort-leave-out = Von der Seite entfernen
welcome =
    Einen Stapel Kleidung fotografieren. Jedes Teil kommt von selbst in seine Schublade, und bei denen, wo sie unsicher ist, fragt
    die App nach.
welcome-picture = Kleidung wandert von einem Stapel in die Schubladen einer Kommode
example-tag = Beispiel
sort-save-example =
    { $review ->
        [0] Beispiele speichern: { NUMBER($drawers) } in Schubladen
       *[other] { $drawers ->
            [0] Beispiele speichern: { NUMBER($review) } zum Prüfen
           *[other] Beispiele speichern: { NUMBER($drawers) } in Schubladen, { NUMBER($review) } zum Prüfen
        }
    }
sort-saved-archived =
    { $count ->
        [one] Eines dieser Teile ist laut Angabe nicht mehr da; es bleibt ausgeblendet.
       *[other] { NUMBER($count) } dieser Teile sind laut Angabe nicht mehr da; sie bleiben ausgeblendet.
    } Über den Filter „{ archived-shown }“ im Kleiderschrank lässt sich das zurücknehmen.
