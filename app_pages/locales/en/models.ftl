models-intro =
    The trained networks side by side, and what the project's studies teach. Every figure is from a file that a command
    wrote; this page only reads.
models-damaged = One export is left out: { $reason }
models-none = There is no model yet
models-none-why =
    Train one and export it with { $command }; it is shown here as soon as its folder is complete.

models-column-model = Model
models-column-for = Used for
models-column-test = Test images
models-column-test-help = The share of its data set's test images that it names right, scored once.
models-column-interval = 95 % interval
models-column-photos = Photos
models-column-photos-help =
    The share of real photos that it names right, of people whose photos it had not seen. Empty where the card has none.
models-column-parameters = Parameters
models-column-size = LiteRT, MB
models-column-milliseconds = ms an image
models-column-milliseconds-help = One image at a time, with LiteRT, all on the same machine.
models-column-minutes = Training, min
models-table = All models with accuracy, parameters, size and speed
models-role-photo = your photos
models-role-fashion-mnist = Fashion-MNIST

models-one = One model in full
models-used-photo = Looks at your photos
models-used-fashion-mnist = Stands for Fashion-MNIST
models-tile-test = Test images
models-tile-photos = Photos
models-tile-parameters = Parameters
models-tile-size = Size on disk
models-tile-speed = An image takes
models-tile-training = Training took
models-interval-test = 95 %: { $low } to { $high }, of { NUMBER($n) }
models-interval-photos = 95 %: { $low } to { $high }, of { NUMBER($n) }
models-shape = { NUMBER($n) }, for pictures of { $size }×{ $size }×{ $channels }
models-megabytes = { $size } MB
models-size-note = with LiteRT; { $size } MB as SavedModel
models-milliseconds = { $milliseconds } ms
models-speed-note = with LiteRT; { $tensorflow } ms with TensorFlow; { $machine }
models-minutes = { $minutes } min
models-machine = { $processor }, { $cores } cores

models-tab-classes = Classes
models-tab-confusion = Confusions
models-tab-confidence = Confidence
models-tab-curve = Learning curve
models-tab-photos = Photos
models-tab-card = Card

models-class = Class
models-precision = Precision
models-recall = Recall
models-f1 = F1
models-images = Images
models-classes-what =
    Precision: of what it calls a coat, the share that is one. Recall: of the coats, the share that it finds. F1 is their
    harmonic mean.
models-classes-table = Precision, recall and F1 of every class

models-confused = Most often mistaken: { $pairs }.
models-confused-pair = { $true } for { $predicted } ({ NUMBER($count) })
models-confusion-alt =
    How often each class, a row, was called each class, a column. Most often mistaken: { $pairs }.
models-true = true class
models-predicted = predicted class
models-count = how many
models-share = share of its row

models-reliability-what =
    Where a bar ends on the line, the model is as sure as it is right; below the line it is too sure. The mean distance,
    the expected calibration error, is { $ece }.
models-reliability-alt =
    Reliability diagram. { $bins }. The expected calibration error is { $ece }.
models-reliability-bin = Of { NUMBER($n) } answers with a confidence of { $confidence }, { $accuracy } are right
models-no-reliability =
    This export was written before the diagram's bins were kept. Its expected calibration error, the mean distance between
    confidence and accuracy, is { $ece }.
models-confidence = confidence
models-accuracy = right
models-answers = answers

models-curve-what =
    Training figures are of the images as they were augmented, with dropout at work where there is any: validation may well
    look better.
models-curve-alt = Learning curve. { $curves }.
models-curve-of = { $part } { $measure } goes from { $first } to { $last } in { NUMBER($epochs) } epochs
models-no-curve = This export was written before learning curves were kept. Export its run again to see it here.
models-curve-measure = Measure
models-part = part
models-part-training = training
models-part-validation = validation

models-photos-what =
    Right on { $accuracy } of { NUMBER($n) } photos of garments that it has a name for. It was judged by photos of people
    whose photos it had not seen.
models-photos-unknown =
    Of { NUMBER($n) } photos of things that it has no name for, it calls { $refused } none of the ten, and so it calls
    { $known } of the garments that it should know. How well it tells the two apart, the AUROC: { $auroc }; 100 % is
    always, 50 % is by chance.
models-photos-coverage =
    It sorts { $coverage } of all photos without asking, and { $right } of those rightly.
models-outcomes = What became of the photos
models-label = Label
models-of-label = Photos
models-right = Right
models-auroc = Told apart (AUROC)
models-auroc-help =
    For kinds that it has no name for: how well it tells them from garments that it should know. 100 % is always, 50 % is
    by chance.
models-labels-table = Accuracy on the photos of every label
models-photos-confusion-alt = How often photos of each label, a row, were called each class, a column.

models-card-network = Network
models-card-training = Training
models-card-data = Data and machine

models-studies = What the studies teach
models-studies-what =
    Each study trains again and again and changes one thing at a time. Shown are means over seeds, with their
    standard deviation. Point at a figure to read it.
models-no-studies = No study has been run yet
models-no-studies-why = { $command } writes its results to studies/; they are then shown here.
models-study-damaged = One study is left out: { $reason }
models-study-alt =
    { $title }. The highest { $y } is { $high }, of { $highest }; the lowest is { $low }, of { $lowest }. All figures are
    in the table below.
models-as-table = The figures as a table
models-layers-what =
    How far activations and gradients spread from layer to layer, before training: what falls with depth vanishes, what
    rises explodes.
models-layers-of = { $measure }, { $of }
models-study-data = Learnt from { $dataset }.
models-of = of
models-measure-shown = measure
models-mean = mean
models-deviation = deviation
models-runs = runs
models-diverged = of them diverged

models-measure-accuracy = accuracy
models-measure-loss = loss
models-measure-epoch = epoch
models-measure-epochs = epochs
models-measure-seconds = seconds
models-measure-parameters = parameters
models-measure-val_accuracy = validation accuracy
models-measure-val_loss = validation loss
models-measure-multiply_adds = multiply-adds of an image
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
