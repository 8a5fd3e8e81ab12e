about-title = Info
about-what =
    Ein Kleiderschrank, der sich selbst sortiert. Kleidung fotografieren: Ein kleines neuronales Netz benennt jedes Teil und
    sagt, wie sicher es ist. Womit es sicher ist, kommt in die passende Schublade; der Rest wartet auf eine Prüfung.
language = Sprache
language-of-browser = Wie im Browser ({ $language })
about-privacy = Was mit den Fotos geschieht
about-nothing-leaves =
    Der Computer, auf dem diese Seite läuft, klassifiziert auch die Fotos. Er sendet nichts an andere Server und sammelt
    keine Statistik.
about-saved-on-request = Kein Foto wird gespeichert, bevor „Speichern“ gedrückt wird.
about-what-is-saved =
    Gespeicherte Fotos werden neu kodiert, mit höchstens 1600 Pixeln auf der längeren Seite. Ort, Zeit und Kamera, die eine
    Datei nennen kann, werden nicht gespeichert.
about-removed =
    Gelöschte Teile bleiben { $days } Tage im Papierkorb. Danach werden sie samt ihren Fotos endgültig entfernt. Der
    Papierkorb lässt sich auch jederzeit von Hand leeren.
about-local = Der Kleiderschrank liegt in diesem Ordner des Computers, auf dem diese Seite läuft, bis er gelöscht wird:
about-account = Der Kleiderschrank gehört zu diesem Konto: Niemand sonst, der sich anmeldet, kann ihn sehen.
account-delete = Konto löschen
account-delete-what =
    Alle Teile und Fotos, auch die im Papierkorb, werden von diesem Server gelöscht, und die Anmeldung endet. Das lässt sich
    nicht rückgängig machen. Wer sie behalten will, lädt vorher eine Sicherung herunter.
account-delete-sure = Das Konto mit allem darin löschen
about-elsewhere =
    Diese Installation speichert ihre Datenbank oder ihre Fotos an einem anderen Ort, den die Verwaltung festgelegt hat.
about-models = Die Modelle
about-sure =
    Eine Sicherheit von 90 % bedeutet, dass etwa neunzig von hundert Fotos mit dieser Sicherheit richtig benannt wurden.
    Gemessen wurde das an Fotos, mit denen das Modell nicht trainiert wurde.
about-keys = Tastenkürzel
about-keys-review =
    Auf der Seite Prüfen bestätigt 1 die Schublade, 2 bis 4 wählen eine andere, S überspringt das Teil, und X legt es in den
    Papierkorb. Auf der Seite eines Teils öffnen P und N das vorige und das nächste. U macht auf jeder Seite die letzte
    Aktion rückgängig.
