models-intro =
    Alle trainierten Netze nebeneinander, und was die Studien des Projekts zeigen. Jede Zahl stammt aus einer Datei, die ein
    Befehl dieses Projekts geschrieben hat.
models-damaged = Ein Export wird nicht gezeigt: { $reason }
models-none = Noch gibt es keine Modelle
models-none-why =
    Ein Modell trainieren und mit { $command } exportieren. Dann erscheint es hier.

models-column-model = Modell
models-column-for = Wofür
models-column-test = Testbilder
models-column-test-help = Anteil der Testbilder seines Datensatzes, die es richtig benennt.
models-column-interval = 95-%-Intervall
models-column-photos = Fotos
models-column-photos-help =
    Anteil der Fotos, die es richtig benennt und mit denen es nicht trainiert wurde. Leer, wenn die Karte keine Zahl nennt.
models-column-parameters = Parameter
models-column-size = LiteRT, MB
models-column-milliseconds = ms pro Bild
models-column-milliseconds-help = Ein Bild nach dem anderen mit LiteRT, alle Modelle auf demselben Rechner.
models-column-minutes = Training, min
models-table = Genauigkeit, Parameter, Größe und Tempo aller Modelle
models-role-photo = Fotos
models-role-fashion-mnist = Fashion-MNIST
models-role-segmenter = Ausschnitte
models-small = Bilder mit 28×28 Pixeln

models-one = Ein Modell im Einzelnen
models-used-photo = Klassifiziert die Fotos
models-used-fashion-mnist = Das Modell für Fashion-MNIST
models-used-segmenter = Schneidet Kleidung aus
models-tile-test = Testbilder
models-tile-photos = Fotos
models-tile-parameters = Parameter
models-tile-size = Größe der Datei
models-tile-speed = Zeit pro Bild
models-tile-training = Trainingszeit
models-interval-test = 95-%-Intervall { $low } bis { $high }, { NUMBER($n) } Bilder
models-interval-photos = 95-%-Intervall { $low } bis { $high }, { NUMBER($n) } Fotos
models-shape = { NUMBER($n) }, Eingabe { $size }×{ $size }×{ $channels }
models-megabytes = { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB
models-size-note = LiteRT; { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB als SavedModel
models-milliseconds = { NUMBER($milliseconds, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms
models-speed-note = LiteRT; { NUMBER($tensorflow, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms mit TensorFlow; { $machine }
models-minutes = { NUMBER($minutes, maximumFractionDigits: 0) } min
models-machine = { $processor }, { $cores } Kerne

models-tab-classes = Klassen
models-tab-confusion = Verwechslungen
models-tab-confidence = Sicherheit
models-tab-curve = Lernkurve
models-tab-photos = Fotos
models-tab-card = Karte

models-class = Klasse
models-precision = Precision
models-recall = Recall
models-f1 = F1
models-images = Bilder
models-classes-what =
    Precision ist zum Beispiel der Anteil der als Mantel vorhergesagten Teile, die Mäntel sind. Recall ist der Anteil aller
    Mäntel, die das Modell findet. F1 ist das harmonische Mittel der beiden.
models-classes-table = Precision, Recall und F1 jeder Klasse

models-confused = Häufigste Fehler: { $pairs }.
models-confused-pair = { $true } als { $predicted } ({ NUMBER($count) })
models-confusion-alt =
    Konfusionsmatrix: wahre Klassen in Zeilen, vorhergesagte Klassen in Spalten. Häufigste Fehler: { $pairs }.
models-true = wahre Klasse
models-predicted = vorhergesagte Klasse
models-count = Anzahl
models-share = Anteil der Zeile

models-reliability-what =
    Endet ein Balken auf der Linie, ist die Sicherheit gleich der Genauigkeit; darunter ist das Modell sich zu sicher. Der
    mittlere Abstand von der Linie, der erwartete Kalibrierungsfehler, ist { $ece }.
models-reliability-alt =
    Zuverlässigkeitsdiagramm. { $bins }. Der erwartete Kalibrierungsfehler ist { $ece }.
models-reliability-bin = { NUMBER($n) } Vorhersagen mit einer Sicherheit von { $confidence }: { $accuracy } richtig
models-no-reliability =
    Eine frühere Version hat diesen Export ohne die Daten für das Diagramm geschrieben. Sein erwarteter Kalibrierungsfehler,
    der mittlere Abstand zwischen Sicherheit und Genauigkeit, ist { $ece }.
models-confidence = Sicherheit
models-accuracy = Genauigkeit
models-predictions = Vorhersagen

models-curve-what =
    Die Zahlen des Trainings sind auf veränderten Bildern und mit Dropout gemessen; die der Validierung können daher besser
    sein.
models-curve-alt = Lernkurve. { $curves }.
models-curve-of = { $part }: { $measure } von { $first } auf { $last } in { NUMBER($epochs) } Epochen
models-no-curve =
    Eine frühere Version hat diesen Export ohne Lernkurve geschrieben. Seinen Lauf noch einmal exportieren, um sie zu sehen.
models-curve-measure = Maß
models-part = Teil der Daten
models-part-training = Training
models-part-validation = Validierung

models-photos-what =
    Es benennt { $accuracy } von { NUMBER($n) } Fotos richtig. Sie zeigen Kleidung seiner Klassen, und es wurde nicht mit
    ihnen trainiert.
models-photos-unknown =
    Von { NUMBER($n) } Fotos anderer Dinge kennzeichnet es { $refused } als „Nichts davon“, von der Kleidung, die es kennt,
    { $known }. Die AUROC, mit der es beides unterscheidet, ist { $auroc }; 100 % ist perfekt, 50 % ist Zufall.
models-photos-coverage =
    { $coverage } aller Fotos sortiert es ohne Prüfung ein, { $right } davon richtig.
models-outcomes = Ergebnisse aller Fotos
models-label = Label
models-of-label = Fotos
models-right = Genauigkeit
models-auroc = AUROC
models-auroc-help =
    Für Dinge außerhalb seiner Klassen: wie gut es sie von denen darin unterscheidet. 100 % ist perfekt, 50 % ist Zufall.
models-labels-table = Genauigkeit auf den Fotos jedes Labels
models-photos-confusion-alt = Konfusionsmatrix: Labels der Fotos in Zeilen, vorhergesagte Klassen in Spalten.

models-card-network = Netz
models-card-training = Training
models-card-data = Daten und Rechner

models-studies = Studien
models-studies-what =
    Jede Studie trainiert viele Netze und ändert immer nur eines. Die Diagramme zeigen Mittelwerte über Startwerte und ihre
    Standardabweichungen. Grün sind das beste Ergebnis und jene, die innerhalb seiner Abweichung liegen. Auf eine
    Marke zeigen, um ihre Zahlen zu lesen. Die Texte der Studien sind auf Englisch.
models-no-studies = Noch wurde keine Studie durchgeführt
models-no-studies-why = { $command } schreibt Ergebnisse nach studies/. Dann erscheinen sie hier.
models-study-damaged = Eine Studie wird nicht gezeigt: { $reason }
models-study-alt =
    { $title }. Höchster Wert ({ $y }): { $high }, mit { $highest }; niedrigster: { $low }, mit { $lowest }. Die Tabelle
    darunter enthält alle Zahlen.
models-as-table = Die Zahlen als Tabelle
models-layers-what =
    Die Streuung der Aktivierungen und Gradienten in jeder Schicht vor dem Training. Nimmt sie mit der Tiefe ab, verschwinden
    sie; nimmt sie zu, explodieren sie.
models-layers-of = { $measure }, { $of }
models-study-data = Trainiert mit { $dataset }.
models-of = von
models-measure-shown = Maß
models-mean = Mittelwert
models-deviation = Abweichung
models-runs = Läufe
models-diverged = divergiert

models-measure-accuracy = Genauigkeit
models-measure-loss = Verlust
models-measure-epoch = Epoche
models-measure-epochs = Epochen
models-measure-seconds = Sekunden
models-measure-parameters = Parameter
models-measure-val_accuracy = Genauigkeit der Validierung
models-measure-val_loss = Verlust der Validierung
models-measure-multiply_adds = Multiplikationen pro Bild
models-measure-variant = Variante
models-measure-depth = Tiefe
models-measure-activation_deviation = Streuung der Aktivierungen
models-measure-gradient_deviation = Streuung der Gradienten
models-measure-train_loss = Verlust im Training
models-measure-validation_loss = Verlust der Validierung
models-measure-test_loss = Verlust im Test
models-measure-train_accuracy = Genauigkeit im Training
models-measure-validation_accuracy = Genauigkeit der Validierung
models-measure-test_accuracy = Genauigkeit im Test
models-tab-runtime = Laufzeit
