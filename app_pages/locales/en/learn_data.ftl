# Lesson: the images of the data set, and what networks answer.

page-learn_data = Images and answers
data-images = What a network learns from
data-images-what =
    Fashion-MNIST has images of 28×28 pixels of ten classes. These are the first of { NUMBER($count) } validation images
    that ship with this project, { NUMBER($each) } of each class. Each number is the image's place.
data-number = Image
data-level = grey level
data-pixels-alt = { $label }: { $black } of the pixels are 0, black; the highest grey level is { NUMBER($highest) } of 255.

data-answers = What a network answers
data-answers-what = Ten probabilities, one for each class. The highest is the answer; the label says whether it is right.
data-answers-right = { $model } names { NUMBER($right) } of these { NUMBER($count) } images correctly.
data-share = { $name } { NUMBER($share, style: "percent", maximumFractionDigits: 1) }
data-bars = Blue is the label. Red is an answer that is wrong.

data-augmentation = What augmentation makes of an image
data-augmentation-what =
    Each epoch shows the network another version. The label stays, so the network learns that place and side do not matter.
data-shift = Shift, pixels at most
data-seed = Seed of the random numbers
data-flip = Mirror at random
data-original = original
data-version = version { $number }
