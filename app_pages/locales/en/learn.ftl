# The lessons: what they share, and their titles.

learn = Learn
page-learn_line = Fitting a line
page-learn_perceptron = Perceptron and XOR
page-learn_backpropagation = Backpropagation
page-learn_layers = Layer by layer
learn-code = The code that computes this
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = The same in Keras
