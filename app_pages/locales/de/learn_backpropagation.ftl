learn-chain = Die Kettenregel
learn-chain-what =
    Werte laufen vorwärts, grün. Gradienten laufen rückwärts, orange: Unterwegs wird ein Gradient mit dem Faktor jedes Pfeils
    multipliziert.
learn-chain-longer = Ein Faktor mehr: x = 5v − 2
learn-node = { $name } = { $value }, Gradient { $gradient }

learn-hand = Ein Netz von Hand
learn-hand-what =
    Zwei Eingänge und ein Bias, zwei versteckte Sigmoid-Einheiten, ein Sigmoid-Ausgang. x = (1, 0), das Ziel ist 1, alle Gewichte
    beginnen bei 0, die Lernrate ist 0,5. Jede Kante zeigt ihr Gewicht und, orange, was der Schritt dazu addiert.
learn-hand-way = Versteckte Fehler aus
learn-hand-descent = Den alten Gewichten
learn-hand-lecture = Den neuen Gewichten
learn-hand-descent-why =
    Das ist **Gradientenabstieg**: Der Gradient gehört zu den Gewichten, aus denen der Ausgang entstand, und das Gewicht auf dem
    Rückweg ist { $back }. Der versteckte Fehler δ ist { $error }.
learn-hand-lecture-why =
    Das ist, **was die Vorlesung rechnet**: Erst werden die Gewichte des Ausgangs aktualisiert, und die neuen tragen den Fehler zurück. Der
    versteckte Fehler δ ist { $error }. Er ist nicht mehr der Gradient, für den { $back } galt; bei kleiner Lernrate liegen
    beide nahe beieinander.
learn-hand-same =
    Beide versteckten Einheiten bleiben immer gleich, weil sie gleich begannen. Zufällige Gewichte statt Nullen lassen Einheiten
    Verschiedenes lernen.
learn-target = Ziel { $target }
learn-network-alt =
    Das Netz mit seinen Werten: Ausgang { $output }, Fehler des Ausgangs { $error }, versteckte Einheiten { $hidden }, versteckter
    Fehler { $back }.

learn-matrices = Alle Eingaben auf einmal
learn-matrices-what =
    Die vier Eingaben von XOR sind die Zeilen von X, mit einer 1 für den Bias. Zwei Schichten sind zwei Matrixprodukte. Der
    Fehler E ist der mittlere quadrierte Fehler.
learn-function = Die Funktion f
learn-function-step = Stufe
learn-function-sigmoid = Sigmoidfunktion
learn-forwards = **Vorwärts**
learn-backwards = **Rückwärts**
learn-function-step-why =
    Diese Gewichte lösen XOR, aber eine Stufe ist flach: Ihre Ableitung ist 0, und damit jeder Gradient. Auch mit falschen
    Gewichten könnte das Netz nicht lernen. Deshalb die Sigmoidfunktion.
learn-function-sigmoid-why =
    Die Steigung f·(1 − f) der Sigmoidfunktion ist nirgends 0, also weiß jedes Gewicht, in welche Richtung es geht.
