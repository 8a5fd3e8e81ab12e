# As lições: o que têm em comum, e os seus títulos.

learn = Aprender
page-learn_line = Ajustar uma reta
page-learn_perceptron = Perceptrão e XOR
page-learn_backpropagation = Retropropagação
page-learn_layers = Camada a camada
learn-code = O código que calcula isto
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = O mesmo em Keras
