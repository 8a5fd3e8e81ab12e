models-intro =
    All trained networks side by side, and what the project's studies show. Every figure comes from a file that a
    command of this project wrote.
models-damaged = One export is not shown: { $reason }
models-none = There are no models yet
models-none-why =
    Train a model and export it with { $command }. It then appears here.

models-column-model = Model
models-column-for = Used for
models-column-test = Test images
models-column-test-help = Share of its data set's test images that it names correctly.
models-column-interval = 95 % interval
models-column-photos = Photos
models-column-photos-help =
    Share of photos that it names correctly and was not trained on. Empty where the card has no such figure.
models-column-parameters = Parameters
models-column-size = LiteRT, MB
models-column-milliseconds = ms per image
models-column-milliseconds-help = One image at a time on LiteRT, all models on the same machine.
models-column-minutes = Training, min
models-table = Accuracy, parameters, size and speed of all models
models-role-photo = your photos
models-role-fashion-mnist = Fashion-MNIST
models-role-segmenter = cut-outs
models-small = 28×28 images

models-one = One model in detail
models-used-photo = Classifies your photos
models-used-fashion-mnist = The model for Fashion-MNIST
models-used-segmenter = Cuts out garments
models-tile-test = Test images
models-tile-photos = Photos
models-tile-parameters = Parameters
models-tile-size = Size on disk
models-tile-speed = Time per image
models-tile-training = Training time
models-interval-test = 95 % interval { $low } to { $high }, { NUMBER($n) } images
models-interval-photos = 95 % interval { $low } to { $high }, { NUMBER($n) } photos
models-shape = { NUMBER($n) }, input { $size }×{ $size }×{ $channels }
models-megabytes = { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB
models-size-note = LiteRT; { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB as SavedModel
models-milliseconds = { NUMBER($milliseconds, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms
models-speed-note = LiteRT; { NUMBER($tensorflow, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms on TensorFlow; { $machine }
models-minutes = { NUMBER($minutes, maximumFractionDigits: 0) } min
models-machine = { $processor }, { $cores } cores

models-tab-classes = Classes
models-tab-confusion = Confusions
models-tab-confidence = Confidence
models-tab-curve = Learning curve
models-tab-photos = Photos
models-tab-runtime = Runtime
models-tab-card = Card

models-class = Class
models-precision = Precision
models-recall = Recall
models-f1 = F1
models-images = Images
models-classes-what =
    Precision is the share of items predicted as coats, for example, that are coats. Recall is the share of all coats that
    it finds. F1 is the harmonic mean of the two.
models-classes-table = Precision, recall and F1 of every class

models-confused = Most frequent mistakes: { $pairs }.
models-confused-pair = { $true } as { $predicted } ({ NUMBER($count) })
models-confusion-alt =
    Confusion matrix: true classes in rows, predicted classes in columns. Most frequent mistakes: { $pairs }.
models-true = true class
models-predicted = predicted class
models-count = count
models-share = share of the row

models-reliability-what =
    A bar that ends on the line means that confidence equals accuracy; below the line, the model is too sure. The mean
    distance from the line, the expected calibration error, is { $ece }.
models-reliability-alt =
    Reliability diagram. { $bins }. The expected calibration error is { $ece }.
models-reliability-bin = { NUMBER($n) } predictions with a confidence of { $confidence }: { $accuracy } correct
models-no-reliability =
    This export was written by an earlier version, without the data for the diagram. Its expected calibration error, the
    mean distance between confidence and accuracy, is { $ece }.
models-confidence = confidence
models-accuracy = accuracy
models-predictions = predictions

models-curve-what =
    Training figures are measured on augmented images and with dropout, so validation figures can be better.
models-curve-alt = Learning curve. { $curves }.
models-curve-of = { $part } { $measure } from { $first } to { $last } in { NUMBER($epochs) } epochs
models-no-curve = This export was written by an earlier version, without a learning curve. Export its run again to see it.
models-curve-measure = Measure
models-part = part
models-part-training = training
models-part-validation = validation

models-photos-what =
    It names { $accuracy } of { NUMBER($n) } photos correctly. They show garments of its classes, and it was not trained
    on them.
models-photos-unknown =
    It marks { $refused } of { NUMBER($n) } photos of other things as “none of these”, and { $known } of the garments that
    it knows. The AUROC of telling the two apart is { $auroc }; 100 % is perfect and 50 % is chance.
models-photos-coverage =
    It sorts { $coverage } of all photos without a review, { $right } of them correctly.
models-outcomes = Outcomes of all photos
models-label = Label
models-of-label = Photos
models-right = Accuracy
models-auroc = AUROC
models-auroc-help =
    For kinds that are not among its classes: how well it tells them from those that are. 100 % is perfect and 50 % is
    chance.
models-labels-table = Accuracy on the photos of each label
models-photos-confusion-alt = Confusion matrix: labels of the photos in rows, predicted classes in columns.

models-card-network = Network
models-card-training = Training
models-card-data = Data and machine

models-studies = Studies
models-studies-what =
    Each study trains many networks and changes one thing at a time. The charts show means over seeds and their standard
    deviations. The best result, and those within its deviation, are green. Point at a mark to read its figures.
models-no-studies = No study has been run yet
models-no-studies-why = { $command } writes its results to studies/. They then appear here.
models-study-damaged = One study is not shown: { $reason }
models-study-alt =
    { $title }. The highest { $y } is { $high }, with { $highest }; the lowest is { $low }, with { $lowest }. The table
    below holds all figures.
models-as-table = The figures as a table
models-layers-what =
    The spread of activations and gradients in each layer before training. A spread that falls with depth vanishes, one
    that rises explodes.
models-layers-of = { $measure }, { $of }
models-study-data = Trained on { $dataset }.
models-of = of
models-measure-shown = measure
models-mean = mean
models-deviation = deviation
models-runs = runs
models-diverged = diverged

models-measure-accuracy = accuracy
models-measure-loss = loss
models-measure-epoch = epoch
models-measure-epochs = epochs
models-measure-seconds = seconds
models-measure-parameters = parameters
models-measure-val_accuracy = validation accuracy
models-measure-val_loss = validation loss
models-measure-multiply_adds = multiply-adds per image
models-measure-variant = variant
models-measure-depth = depth
models-measure-activation_deviation = deviation of the activations
models-measure-gradient_deviation = deviation of the gradients
models-measure-train_loss = training loss
models-measure-validation_loss = validation loss
models-measure-test_loss = test loss
models-measure-train_accuracy = training accuracy
models-measure-validation_accuracy = validation accuracy
models-measure-test_accuracy = test accuracy
