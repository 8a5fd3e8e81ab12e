# Die Lektionen: was sie gemeinsam haben, und ihre Titel.

learn = Lernen
page-learn_line = Eine Gerade anpassen
page-learn_perceptron = Perzeptron und XOR
page-learn_backpropagation = Rückpropagierung
page-learn_layers = Schicht für Schicht
learn-code = Der Code, der das berechnet
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = Dasselbe in Keras
