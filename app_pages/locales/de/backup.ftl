backup-title = Sicherung
backup-empty =
    Der Kleiderschrank ist leer, es gibt also nichts zu sichern. Zuerst Fotos sortieren, oder unten welche importieren.
backup-download = Herunterladen
backup-what =
    { $items ->
        [one] Ein Teil
       *[other] { NUMBER($items) } Teile
    } im Kleiderschrank{ $bin ->
        [0] .
        [one] , und eines im Papierkorb.
       *[other] , und { NUMBER($bin) } im Papierkorb.
    }
backup-download-zip = Sicherung
backup-download-folders = Sortierte Ordner
backup-download-csv = Tabelle der Teile
backup-which =
    Die Sicherung ist eine ZIP-Datei mit den Fotos, allen Änderungen und allen Vorhersagen. Wiederhergestellt ergibt sie genau
    denselben Kleiderschrank. Die sortierten Ordner enthalten nur die Fotos, einen Ordner je Schublade, ohne die Teile, die auf
    eine Prüfung warten. Die Tabelle lässt sich in jedem Tabellenprogramm öffnen.
backup-many = Bei einem Kleiderschrank dieser Größe ist `{ $command }` schneller und braucht weniger Speicher.
backup-missing =
    Einige Fotos fehlen oder sind beschädigt und daher nicht in diesen Dateien. MISSING.txt in jeder Datei zählt auf, was
    fehlt:

backup-restore = Eine Sicherung wiederherstellen
backup-restore-what =
    Ein leerer Kleiderschrank wird genau der gesicherte. Ein Kleiderschrank mit Teilen behält sie und bekommt die dazu, die
    ihm fehlen.
backup-restore-file = Eine Sicherung als ZIP-Datei
backup-restore-large = Größere Dateien lassen sich mit `{ $command }` wiederherstellen.
backup-restore-now = Wiederherstellen

backup-import = Sortierte Fotos importieren
backup-import-what =
    Der Name jedes Ordners ist die Schublade für seine Fotos: zum Beispiel **Hose** oder **Mantel**, oder eine eigene
    Schublade wie **Schals**. Kein Modell ist daran beteiligt.
backup-import-source = Wo die Fotos sind
backup-import-folder = Ein Ordner
backup-import-zip = Eine ZIP-Datei
backup-import-folder-file = Ein Ordner mit einem Ordner je Schublade
backup-import-zip-file = Eine ZIP-Datei mit einem Ordner je Schublade
backup-import-now = Importieren

backup-progress = { NUMBER($number) } von { NUMBER($of) } Fotos
backup-done-restore =
    { $count ->
        [0] Es gab nichts Neues wiederherzustellen.
        [one] Ein Teil wiederhergestellt.
       *[other] { NUMBER($count) } Teile wiederhergestellt.
    }
backup-done-import =
    { $count ->
        [0] Es gab nichts Neues zu importieren.
        [one] Ein Teil importiert.
       *[other] { NUMBER($count) } Teile importiert.
    }
backup-done-stopped =
    { $count ->
        [one] Angehalten, nachdem ein Teil hinzugekommen ist.
       *[other] Angehalten, nachdem { NUMBER($count) } Teile hinzugekommen sind.
    }
backup-done-known =
    { $count ->
        [one] Eines war schon im Kleiderschrank.
       *[other] { NUMBER($count) } waren schon im Kleiderschrank.
    }
backup-done-refused =
    { $count ->
        [one] Eines wurde abgelehnt.
       *[other] { NUMBER($count) } wurden abgelehnt.
    }
backup-done-skipped =
    { $count ->
        [one] Eine Datei, die kein Foto ist, wurde übersprungen.
       *[other] { NUMBER($count) } Dateien, die keine Fotos sind, wurden übersprungen.
    }
backup-refused =
    { $count ->
        [one] Warum eines abgelehnt wurde
       *[other] Warum { NUMBER($count) } abgelehnt wurden
    }

details-title = Namen und Angaben aus einer Tabelle
details-what =
    Die Tabelle der Teile herunterladen, in einem Tabellenprogramm die Spalten name, brand, size, price, source und colours
    ausfüllen, als CSV speichern und hier wieder einlesen. Andere Spalten werden nicht gelesen.
details-file = Die Tabelle als CSV
details-now = Tabelle einlesen
details-done =
    { $count ->
        [0] Die Tabelle ändert nichts.
        [one] Die Angaben eines Teils geändert.
       *[other] Die Angaben von { NUMBER($count) } Teilen geändert.
    }
details-unknown =
    { $count ->
        [one] Eine Zeile gehört zu einem Teil, das in diesem Kleiderschrank fehlt.
       *[other] { NUMBER($count) } Zeilen gehören zu Teilen, die in diesem Kleiderschrank fehlen.
    }
