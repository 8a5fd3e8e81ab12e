# Warum etwas mit dem Kleiderschrank oder einer Datei nicht geht, und was die Befehle melden.

no-drawer-folder = Die Datei liegt nicht im Ordner einer Schublade. Bitte in einen verschieben.
import-after-many = Es wurde nicht gelesen, weil sich zu viele Fotos davor nicht lesen ließen. Bitte ohne sie importieren.
not-as-stored = Das ist kein Foto in der Form, in der ein Kleiderschrank es speichert.
not-the-one = Das Foto ist nicht das gesicherte.
refused-photo = { $path }: { $reason }

store-unopened = Der Kleiderschrank lässt sich nicht öffnen: { $reason }.
store-unwritten = Das wurde nicht gespeichert: { $reason }.
failure-disk-full = der Datenträger ist voll. Bitte Platz schaffen und noch einmal versuchen
failure-read-only =
    in den Ordner des Kleiderschranks darf nicht geschrieben werden. Bitte das Schreiben erlauben und noch einmal versuchen
failure-locked =
    ein anderes Programm benutzt gerade die Datenbank. Bitte warten, bis es fertig ist, und noch einmal versuchen
failure-disk-error = der Datenträger meldet einen Fehler. Was wichtig ist, bitte auf einen anderen kopieren
failure-damaged = die Datenbank ist beschädigt. Bitte ausführen: python -m wardrobe check
failure-database-away = die Datenbank antwortet nicht. Bitte gleich noch einmal versuchen
failure-storage-away = der Speicher der Fotos antwortet nicht. Bitte gleich noch einmal versuchen
store-database-failed = Die Datenbank lässt sich nicht lesen oder schreiben: { $reason }.
store-photos-unread = Die Fotos lassen sich nicht lesen: { $reason }.
store-not-restored = Nichts wurde wiederhergestellt: { $reason }.
store-needs-drawer = { $file } braucht eine Schublade oder eine Vorhersage.
store-no-item = Ein Teil { $number } gibt es in diesem Kleiderschrank nicht.
store-photo-gone = Das Foto von { $file } fehlt. Vielleicht ist es in einer Sicherung.
store-photo-damaged = Das Foto von { $file } ist beschädigt. Bitte die ursprüngliche Datei noch einmal hinzufügen.
store-photo-unreadable = Das Foto von { $file } lässt sich nicht lesen. { $reason }
store-changed-since =
    { $count ->
        [one] Ein Teil wurde seitdem noch einmal geändert, vielleicht in einem anderen Tab. Diese Änderung bleibt.
       *[other] { $count } Teile wurden seitdem noch einmal geändert, vielleicht in einem anderen Tab. Diese Änderungen bleiben.
    }
store-drawer-name = Der Name der Schublade muss 1 bis { $longest } Zeichen haben. Eingegeben: { $name }.
store-drawer-in-use =
    Die Schublade { $drawer } ist nicht leer. Bitte ihre Teile verschieben oder sie in die Schublade umbenennen, in die sie
    gehören.
details-no-table =
    Erwartet wird eine CSV-Datei mit den Spalten sha256 und name, brand, size, price, source oder colours. Bitte items.csv
    herunterladen und ausfüllen.
details-wrong-value =
    Zeile { $row } wurde übergangen: Erwartet werden ein Preis ab 0, Texte mit höchstens { $longest } Zeichen und eine bis vier
    Farben wie „navy; white“.
settings-no-folder = { $folder } lässt sich nicht anlegen: { $reason }. Bitte WARDROBE_HOME prüfen.
settings-storage = WARDROBE_STORAGE muss { $local }, { $session } oder { $account } sein. Gesetzt ist: { $name }.
settings-session-minutes = { $name } muss eine ganze Zahl von Minuten von 1 bis { $most } sein. Gesetzt ist: { $value }.
settings-no-kept-wardrobe =
    WARDROBE_STORAGE ist { $session }: Jede Browser-Sitzung hat einen eigenen Kleiderschrank, den kein Befehl erreicht. Für den
    in WARDROBE_HOME bitte { $local } setzen.
settings-which-account =
    WARDROBE_STORAGE ist account: Jede Person hat einen Kleiderschrank. Bitte einen mit --account ID nennen. Vorhanden sind:
    { $accounts }.
settings-no-accounts = Mit --account muss WARDROBE_STORAGE { $account } sein. Bitte setzen oder die Option weglassen.
settings-accounts-database =
    Erwartet werden eine PostgreSQL-Datenbank in WARDROBE_DATABASE_URL und ein Speicher in WARDROBE_FILES_URL, oder keines von
    beiden. Dann hat jedes Konto einen Ordner in WARDROBE_HOME.
settings-accounts-sign-in =
    WARDROBE_STORAGE ist account, aber niemand kann sich anmelden: { $reason }. Siehe docs/deploy.md, Accounts.
accounts-not-signed-in = Bitte zuerst anmelden.
accounts-not-deleted = Nicht alles wurde gelöscht: { $reason }. Bitte noch einmal versuchen.

check-database-damaged =
    Die Datenbank ist beschädigt: { $reason }. Nichts wurde geändert. Bitte die Datenbankdatei beiseitelegen und eine
    Sicherung wiederherstellen: python -m wardrobe restore FILE
check-no-photos =
    { $count ->
        [one] Es gibt ein Teil
       *[other] Es gibt { $count } Teile
    }, aber kein Foto. Bitte prüfen, ob der Datenträger mit den Fotos angeschlossen ist und WARDROBE_FILES_URL stimmt. Nichts
    wurde geändert.
check-no-items =
    { $count ->
        [one] Es gibt ein Foto
       *[other] Es gibt { $count } Fotos
    }, aber kein Teil: Die Datenbank ist neu oder gehört zu einem anderen Kleiderschrank. Bitte WARDROBE_HOME und
    WARDROBE_DATABASE_URL prüfen oder eine Sicherung wiederherstellen. Nichts wurde geändert.
check-many-orphans =
    Zu { $count } der { $photos } Fotos gehört kein Teil: Die Datenbank ist vielleicht älter oder gehört zu einem anderen
    Kleiderschrank. Bitte WARDROBE_HOME und WARDROBE_DATABASE_URL prüfen oder eine Sicherung wiederherstellen. Nichts wurde
    geändert. Wenn die Datenbank stimmt, diese Fotos bitte selbst in den Ordner { $folder } verschieben.
check-many-gone =
    Die Fotos von { $count } der { $items } Teile fehlen. Bitte prüfen, ob der Datenträger mit den Fotos angeschlossen ist und
    WARDROBE_FILES_URL stimmt, oder eine Sicherung wiederherstellen. Nichts wurde geändert.
check-copies =
    { $count ->
        [one] Eine Kopie der Datenbank von einem früheren Start der App liegt
       *[other] { $count } Kopien der Datenbank von früheren Starts der App liegen
    } in { $folder }. Um die neueste zu benutzen, die App beenden und ausführen: python -m wardrobe check --use-copy { $name }
check-copy-used = Die Kopie { $name } ist jetzt die Datenbank.
check-copy-aside = Die vorige Datenbank bleibt als { $aside } erhalten.
check-no-copy = In { $folder } gibt es keine Kopie { $name }. Die Kopien dort: { $names }.
check-without-photo = { $file }: Das Foto fehlt; das Teil ist im Papierkorb. Vielleicht ist das Foto in einer Sicherung.
check-damaged = { $file }: Das Foto ist beschädigt. Vielleicht ist es in einer Sicherung heil.
check-lost-and-found =
    { $count ->
        [one] Ein Foto, zu dem kein Teil gehört, wurde nach { $folder } verschoben.
       *[other] { $count } Fotos, zu denen kein Teil gehört, wurden nach { $folder } verschoben.
    }
check-leftovers =
    { $count ->
        [one] Eine unfertige oder unbenutzte Datei wurde entfernt.
       *[other] { $count } unfertige oder unbenutzte Dateien wurden entfernt.
    }
check-done =
    { $count ->
        [one] 1 Teil.
       *[other] { $count } Teile.
    }
check-well =
    { $count ->
        [one] 1 Teil, keine Probleme.
       *[other] { $count } Teile, keine Probleme.
    }

no-photo-folder = Einen Ordner { $folder } gibt es nicht. Bitte den Ordner mit den Fotos nennen.
sort-into-file = { $folder } ist eine Datei. Bitte einen Ordner nennen, in den sortiert wird; es muss ihn noch nicht geben.
sort-into-itself = { $source } liegt in { $folder } oder ist derselbe Ordner. Bitte einen anderen Zielordner nennen.
sort-unusable =
    { $folder } lässt sich nicht benutzen: { $reason }. Ist das behoben, setzt derselbe Befehl die Arbeit fort.
sort-class-name = { $model } hat eine Klasse, deren Name kein Ordnername sein kann: { $name }.
sort-not-moved = { $path } wurde kopiert, lässt sich aber nicht entfernen: { $reason }.
sort-other-run = Ein anderer Lauf sortiert gerade in { $folder }. Bitte warten, bis er fertig ist.
sort-workers-killed = Arbeitsprozesse wurden immer wieder beendet; vielleicht fehlt Speicher. Was sortiert ist, bleibt. Denselben Befehl noch einmal ausführen, um fortzufahren, mit weniger --workers.
sort-ray-failed = Ray startet nicht: { $reason } Was sortiert ist, bleibt. Denselben Befehl noch einmal ausführen, oder mit --engine local.
sort-no-ray = Ray ist nicht installiert. Ausführen: pip install -r requirements-scale.txt
sort-unread =
    { $count ->
        [one] 1 Foto war nicht lesbar und blieb, wo es ist.
       *[other] { $count } Fotos waren nicht lesbar und blieben, wo sie sind.
    }
photos-skipped =
    { $count ->
        [one] 1 Datei, die kein Foto ist, wurde übersprungen.
       *[other] { $count } Dateien, die keine Fotos sind, wurden übersprungen.
    }
photos-none = Dort sind keine Fotos. Bitte Dateien oder Ordner mit Fotos nennen.
table-not-ours =
    { $path } ist keine Tabelle, die dieser Befehl geschrieben hat ({ $reason }). Bitte beiseitelegen oder einen anderen
    Ordner wählen.
store-photo-twice = { $file } ist schon ein Foto dieses Teils.
store-photo-of-other =
    { $file } ist schon ein Foto von Teil { $number }. Sind beide dasselbe Kleidungsstück, bitte zusammenlegen.
store-only-photo =
    { $file } ist das einzige Foto dieses Teils. Bitte zuerst ein anderes hinzufügen oder das Teil löschen.
check-lost-further = { $file }: Eines der Fotos dieses Teils fehlt. Vielleicht ist es in einer Sicherung.
