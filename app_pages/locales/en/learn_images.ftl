# Lesson: how a network sees an image.

page-learn_images = Seeing an image
images-intro = What a network receives of a photo decides what it can say. Choose a picture; every panel below uses it.
images-source = Picture
images-source-drawn = Drawn photo
images-source-photo = My own photo
images-source-dataset = Fashion-MNIST
images-class = Class
images-upload = A photo of one garment

images-bag = Why does everybody's Fashion-MNIST app say “Bag”?
images-bag-what =
    Networks for Fashion-MNIST know garments that were cut out, made bright on black and centred. Most programs only
    make the photo smaller. Its background then fills the whole square, and the one class whose images fill the square
    is Bag. Inverting helps only where the background is white.
images-way-photo = The photo
images-way-squashed = Only made smaller
images-way-inverted = Inverted
images-way-cut-out = Cut out, as here
images-bag-found =
    Of { NUMBER($asked) } answers to the first two pictures, { NUMBER($bags) } are “Bag”; of { NUMBER($networks) } to
    the picture that is cut out, { NUMBER($cut_out) }.
images-count = Is that chance? Count it over 30 drawn photos
images-counting = Asking every network…
images-counted = { NUMBER($right) } right, { NUMBER($bags) } “Bag”
images-counted-what =
    Of { NUMBER($photos) } drawn photos, three of each class: how many each network names correctly, and how many it
    calls Bag that show none.

images-kernel = A kernel slides over the image
images-kernel-what =
    Move the mouse over a picture, or use the arrow keys. At each place, the kernel's nine numbers are multiplied with
    the pixels below it; their sum is one pixel of the output.
images-kernel-choice = Kernel
images-kernel-edge-vertical = Vertical edges (Sobel)
images-kernel-edge-horizontal = Horizontal edges (Sobel)
images-kernel-outline = Outline
images-kernel-blur = Blur
images-kernel-sharpen = Sharpen
images-kernel-learned = Learnt by the network
images-filter = Filter
images-stride = Stride
images-padding = Padding
images-padding-valid = none
images-padding-same = zeros
images-input = Input
images-products = Pixel × weight
images-output = Output: orange above 0, blue below
images-slide = Image over which the kernel slides. The arrow keys move it.
images-bias = bias
images-does-edge-vertical =
    It subtracts the left column from the right one: flat cloth gives 0, the left edge of the garment a high value, the
    right edge a low one.
images-does-edge-horizontal = It subtracts the row above from the row below: shoulders give high values, hems low ones.
images-does-outline = It compares a pixel with its eight neighbours: only where they differ is the sum not 0.
images-does-blur = It averages nine pixels: small details disappear, the shape stays.
images-does-sharpen = It adds to each pixel what sets it apart from its neighbours.
images-does-learned =
    Nobody chose these weights: training did. The image is standardised as the network has it, and the sum is what the
    first layer gives before its activation.
images-size = ⌊({ $side } + 2 · { $pad } − { $kernel }) / { $stride }⌋ + 1 = { $output } pixels a side

images-layers = What the layers of a network make of it
images-layers-what =
    A layer applies many kernels. What each gives is a feature map, and the next layer's kernels slide over all of them
    at once. These are the maps of the network `cnn` that ships with the project.
images-layer = Layer
images-layer-number = { $number }
images-maps = The strongest { $shown } of { $filters } feature maps, { $rows }×{ $columns }
images-maps-legend =
    Bright is where the layer found what the filter looks for. Each map is scaled to its own highest value.
images-kernels = The { $filters } kernels of the first layer
images-kernels-legend =
    The kernels of the strongest maps of layer 1 come first. Orange weights are above 0, blue ones below; many find
    edges of one direction.
images-layer-first = The first layer still shows the garment: its edges, its cloth, its background.
images-layer-later =
    With { $rows }×{ $columns } places left, a map no longer draws the garment. It says where a part is, not what it
    looks like.
