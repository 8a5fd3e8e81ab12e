# Was an einer ZIP-Datei, einer Sicherung oder einem Teil darin nicht stimmt.

zip-none = Diese Datei ist keine ZIP-Datei oder unvollständig. Bitte noch einmal herunterladen oder kopieren.
zip-unreadable = { $path } lässt sich nicht lesen: { $reason }.
zip-locked = Die ZIP-Datei ist mit einem Passwort geschützt. Bitte zuerst entsperren.
zip-unusual =
    Die ZIP-Datei ist mit einem ungewöhnlichen Verfahren gepackt. Bitte als gewöhnliche ZIP-Datei neu packen.
zip-long-directory = Die ZIP-Datei enthält zu viele Dateien.
zip-many-members = Die ZIP-Datei enthält { $count } Dateien; die Obergrenze ist { $limit }.
zip-overfull =
    Die Dateien in der ZIP-Datei würden { $mebibytes } MiB belegen, viel mehr als Fotos in einer ZIP-Datei von { $packed } MiB
    belegen können. Bitte die Fotos neu packen.
zip-no-member = { $name } ist nicht in der ZIP-Datei.
zip-large-member = { $name } in der ZIP-Datei hat { $bytes } Byte; die Obergrenze ist { $limit }.
zip-long-line = { $name } in der ZIP-Datei hat eine zu lange Zeile. Die Datei ist beschädigt.
zip-damaged-member =
    { $name } in der ZIP-Datei ist beschädigt oder unvollständig. Bitte die Datei noch einmal herunterladen oder kopieren.
zip-nameless-member = Eine Datei in der ZIP-Datei hat keinen Namen und lässt sich nicht lesen.
zip-is-backup = Diese ZIP-Datei ist die Sicherung eines Kleiderschranks. Bitte stattdessen wiederherstellen.
folder-is-backup =
    Dieser Ordner ist eine ausgepackte Sicherung. Bitte als ZIP-Datei packen und diese wiederherstellen.

backup-none = Diese ZIP-Datei ist keine Sicherung eines Kleiderschranks.
backup-newer = Eine neuere Version des Programms hat die Sicherung geschrieben. Bitte das Programm aktualisieren.
backup-damaged = Die Sicherung ist beschädigt: in { $file }, { $reason }.
backup-many-items = Die Sicherung enthält mehr als { $limit } Teile.
backup-other-count =
    { $expected ->
        [one] Die Sicherung ist beschädigt: erwartet wurde 1 Teil, enthalten: { $received }.
       *[other] Die Sicherung ist beschädigt: erwartet wurden { $expected } Teile, enthalten: { $received }.
    }
backup-item-damaged = Teil { $number } der Sicherung ist beschädigt: { $reason }.
backup-item-twice = Teil { $number } der Sicherung, { $file }, ist doppelt darin.
backup-item-without-photo = { $file }: Das Foto fehlt in der Sicherung oder ist dort beschädigt.
backup-not-restorable = { $file } ließe sich aus einer Sicherung nicht wiederherstellen: { $reason }.
backup-over-other-file = { $path } gibt es schon, und es ist keine Sicherung. Bitte einen anderen Namen wählen.
backup-over-earlier =
    Der Kleiderschrank ist leer, und { $path } ist eine frühere Sicherung. Bitte einen anderen Namen wählen.
backup-unwritten = { $path } lässt sich nicht schreiben: { $reason }.
backup-written =
    { $count ->
        [one] { $path }: 1 Teil.
       *[other] { $path }: { $count } Teile.
    }
backup-restored =
    { $count ->
        [one] 1 Teil wiederhergestellt, { $known } schon vorhanden, { $refused } abgelehnt.
       *[other] { $count } Teile wiederhergestellt, { $known } schon vorhanden, { $refused } abgelehnt.
    }

# Nach einem Doppelpunkt, in einer der Meldungen oben.
format-no-json = es ist nicht das erwartete JSON
format-missing = { $field } fehlt
format-wrong = { $field } sollte { $expected } sein, ist aber { $found }
format-object = ein Objekt
format-text = ein Text mit { $shortest } bis { $longest } Zeichen
format-form = von der Form { $form }
format-names = eine Liste verschiedener Texte
format-words = eine Liste verschiedener Wörter aus { $allowed }
format-word = { $allowed }
format-flag = true oder false
format-whole = eine ganze Zahl von { $low } bis { $high }
format-share = eine Zahl von 0 bis 1
format-number = eine Zahl von 0 bis { $most }
format-days = eine Liste verschiedener Tage
format-time = eine Zeit ohne Zeitzone
format-list = eine Liste mit höchstens { $most } Einträgen
format-rectangle = das Rechteck des Ausschnitts sollte aus vier Zahlen von 0 bis 1 bestehen, ist aber { $found }
format-colour-twice = colours nennt eine Farbe zweimal
format-probabilities = probabilities sollten Zahlen von 0 bis 1 sein, die zusammen 1 ergeben
format-label = label sollte eine der Klassen in probabilities sein
format-confidence = confidence sollte nicht über der Wahrscheinlichkeit des Labels liegen
format-setting-name = settings hat einen zu langen Namen
format-not-the-same = es ist zu lang oder liest sich anders, als es geschrieben wurde
backup-photo-lost =
    { $file }: Dieses weitere Foto eines Teils fehlt in der Sicherung oder ist dort beschädigt. Das Teil wird ohne es
    wiederhergestellt.
format-photo-twice = photos nennt ein Foto zweimal
backup-many-damaged =
    Die Sicherung ist beschädigt: { $count } ihrer Teile lassen sich nicht lesen. Bitte eine frühere Sicherung verwenden.
