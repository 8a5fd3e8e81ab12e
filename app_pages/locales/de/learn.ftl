# Die Lektionen: was sie gemeinsam haben, und ihre Titel.

page-learn = Lernen
learn-intro =
    Sehen, wie ein Netz lernt, in Bildern, die je ein paar Sekunden brauchen. Die Regler lassen sich bewegen; unter jedem Bild
    steht der Code, der seine Zahlen berechnet.
learn-about-learn_data = 25 Bilder mit ihren Labels, was ein Netz zu ihnen antwortet, und was Augmentierung aus einem macht.
learn-about-learn_line = Gradientenabstieg auf der Fläche der Kosten: Lernrate, Impuls, Batches.
learn-about-learn_perceptron = Eine Gerade, die sich Schritt für Schritt bewegt, was keine Gerade kann, und Grenzen mit Knick.
learn-about-learn_backpropagation = Werte vorwärts, Gradienten rückwärts: die Kettenregel, ein Netz von Hand, Matrizen.
learn-about-learn_layers = Aktivierungen, Verlustfunktionen, Initialisierung, Batch-Normalisierung und Dropout.
learn-about-learn_images = Ein Kernel gleitet über ein eigenes Kleidungsstück; Merkmalskarten; und warum jede App „Tasche“ sagt.
page-learn_line = Eine Gerade anpassen
page-learn_perceptron = Perzeptron und XOR
page-learn_backpropagation = Rückpropagierung
page-learn_layers = Schicht für Schicht
learn-code = Der Code, der das berechnet
learn-command = Der Befehl, der das für den ganzen Datensatz zeigt
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = Dasselbe in Keras
