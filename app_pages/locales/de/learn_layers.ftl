learn-activations = Aktivierungen
learn-activations-what =
    Eine Aktivierung macht eine Schicht zu mehr als einem Matrixprodukt. Wo ihre Ableitung nahe 0 ist, lernen die Schichten
    davor nichts.
learn-activation = Aktivierung
learn-derivative = Ableitung
learn-function-alt = { $name } und die Ableitung: von { $low } bis { $high }; die Ableitung ist höchstens { $steepest }.
learn-losses = Verlustfunktionen
learn-losses-what =
    Der Verlust eines Ausgangs z, dessen Klasse richtig ist. Die Ableitung ist die Kraft auf z: wie stark ein falscher Ausgang
    korrigiert wird, und ob ein richtiger in Ruhe gelassen wird.
learn-loss-name = Verlustfunktion

learn-layers = Acht Schichten, frisch initialisiert
learn-layers-what =
    Zufällige Eingaben laufen vor jedem Lernen durch acht Schichten mit 100 Einheiten. Eine gute Initialisierung hält die
    Streuung von Schicht zu Schicht gleich, vorwärts und rückwärts. Batch-Normalisierung repariert eine schlechte.
learn-initializer = Initialisierung
learn-quantity = Was gezeigt wird
learn-quantity-activations = Aktivierungen
learn-quantity-gradients = Gradienten
learn-normalize = Batch-Normalisierung
learn-layer = Schicht: Standardabweichung σ
learn-value = Wert
learn-layer-label = { $layer }: { $deviation }
learn-layers-first-last = Von der ersten Schicht bis zur letzten geht σ von { $first } auf **{ $last }**.
learn-layers-vanish = Sie verschwinden: Es bleibt nichts, woraus die Schichten lernen könnten.
learn-layers-explode = Sie explodieren: Ein Schritt würde die Gewichte weit wegwerfen.
learn-layers-saturate = Die meisten Einheiten sind gesättigt, nahe −1 oder 1, wo die Ableitung fast 0 ist.
learn-layers-keep = Ihre Größe ändert sich so wenig, dass alle Schichten lernen können.

learn-dropout = Ausfall von Einheiten (Dropout)
learn-dropout-what =
    Beim Training setzt Dropout einen Anteil p der Aktivierungen auf 0, jedes Mal zufällig. Invertiertes Dropout teilt die
    anderen durch 1 − p, damit die nächste Schicht bis auf Zufall denselben Mittelwert bekommt wie ohne
    Dropout.
learn-dropout-rate = Anteil p, der ausfällt
learn-dropout-kind = Behaltene Aktivierungen
learn-dropout-inverted = Durch 1 − p geteilt (invertiert)
learn-dropout-plain = Unverändert
learn-dropout-mean = Mittelwert der Schicht
learn-dropout-through = Mittelwert nach acht Schichten
learn-dropout-alt =
    { NUMBER($kept) } von 100 Aktivierungen bleiben, jede ist nun { $value }. Ihr Mittelwert war 1 und ist { $mean }.
