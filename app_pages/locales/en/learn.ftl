# The lessons: what they share, and their titles.

page-learn = Learn
learn-intro =
    See how a network learns, in panels that take a few seconds each. Move the sliders; every panel ends with the code that
    computes its numbers.
learn-about-learn_data = 25 images with their labels, what a network answers to them, and what augmentation makes of one.
learn-about-learn_line = Gradient descent on the surface of the cost: learning rate, momentum, batches.
learn-about-learn_perceptron = A line that moves step by step, what no line can do, and boundaries that bend.
learn-about-learn_backpropagation = Values forwards, gradients backwards: the chain rule, a network by hand, matrices.
learn-about-learn_layers = Activations, losses, initialisation, batch normalisation and dropout.
learn-about-learn_images = A kernel slides over your own garment; feature maps; and why every app says Bag.
page-learn_line = Fitting a line
page-learn_perceptron = Perceptron and XOR
page-learn_backpropagation = Backpropagation
page-learn_layers = Layer by layer
learn-code = The code that computes this
learn-command = The command that shows this for the whole data set
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = The same in Keras
