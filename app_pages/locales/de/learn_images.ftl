# Lektion: wie ein Netz ein Bild sieht.

page-learn_images = Ein Bild sehen
images-intro =
    Was ein Netz von einem Foto bekommt, entscheidet, was es sagen kann. Jede Tafel unten verwendet das gewählte Bild.
images-source = Bild
images-source-drawn = Gezeichnetes Foto
images-source-photo = Eigenes Foto
images-source-dataset = Bild aus Fashion-MNIST
images-class = Klasse
images-upload = Ein Foto von einem Kleidungsstück

images-bag = Warum sagt jede App für Fashion-MNIST „Tasche“?
images-bag-what =
    Netze für Fashion-MNIST kennen Kleidungsstücke, die ausgeschnitten, hell auf schwarz und in der Mitte sind. Die
    meisten Programme verkleinern das Foto nur. Dann füllt der Hintergrund das ganze Quadrat, und die eine Klasse, deren
    Bilder das Quadrat füllen, ist Tasche. Umkehren hilft nur bei weißem Hintergrund.
images-way-photo = Das Foto
images-way-squashed = Nur verkleinert
images-way-inverted = Umgekehrt
images-way-cut-out = Ausgeschnitten wie hier
images-bag-found =
    Von { NUMBER($asked) } Antworten auf die ersten beiden Bilder lauten { NUMBER($bags) } „Tasche“; von
    { NUMBER($networks) } auf das ausgeschnittene Bild { NUMBER($cut_out) }.
images-count = Ist das Zufall? Auf 30 gezeichneten Fotos zählen
images-counting = Jedes Netz wird gefragt…
images-counted = { NUMBER($right) } richtig, { NUMBER($bags) } „Tasche“
images-counted-what =
    Von { NUMBER($photos) } gezeichneten Fotos, drei je Klasse: wie viele jedes Netz richtig benennt, und wie viele es
    Tasche nennt, die keine zeigen.

images-kernel = Ein Kern gleitet über das Bild
images-kernel-what =
    Die Maus über ein Bild bewegen oder die Pfeiltasten verwenden. An jeder Stelle werden die neun Zahlen des Kerns mit
    den Pixeln darunter multipliziert; ihre Summe ist ein Pixel der Ausgabe.
images-kernel-choice = Kern
images-kernel-edge-vertical = Senkrechte Kanten (Sobel)
images-kernel-edge-horizontal = Waagerechte Kanten (Sobel)
images-kernel-outline = Umriss
images-kernel-blur = Weichzeichnen
images-kernel-sharpen = Schärfen
images-kernel-learned = Vom Netz gelernt
images-filter = Filternummer
images-stride = Schrittweite
images-padding = Auffüllen
images-padding-valid = nichts
images-padding-same = Nullen
images-input = Eingabe
images-products = Pixel × Gewicht
images-output = Ausgabe: orange über 0, blau darunter
images-slide = Bild, über das der Kern gleitet. Die Pfeiltasten bewegen ihn.
images-bias = Schwelle
images-does-edge-vertical =
    Er zieht die linke Spalte von der rechten ab: Glatter Stoff ergibt 0, der linke Rand des Kleidungsstücks einen hohen
    Wert, der rechte einen niedrigen.
images-does-edge-horizontal =
    Er zieht die Zeile darüber von der Zeile darunter ab: Schultern ergeben hohe Werte, Säume niedrige.
images-does-outline =
    Er vergleicht ein Pixel mit seinen acht Nachbarn: Nur wo sie sich unterscheiden, ist die Summe nicht 0.
images-does-blur = Er mittelt neun Pixel: Kleine Einzelheiten verschwinden, die Form bleibt.
images-does-sharpen = Er gibt jedem Pixel dazu, was es von seinen Nachbarn unterscheidet.
images-does-learned =
    Niemand hat diese Gewichte gewählt: Das tat das Training. Das Bild ist standardisiert, wie das Netz es hat, und die
    Summe ist, was die erste Schicht vor ihrer Aktivierung ergibt.
images-size = ⌊({ $side } + 2 · { $pad } − { $kernel }) / { $stride }⌋ + 1 = { $output } Pixel je Seite

images-layers = Was die Schichten eines Netzes daraus machen
images-layers-what =
    Eine Schicht wendet viele Kerne an. Was jeder ergibt, ist eine Merkmalskarte, und die Kerne der nächsten Schicht
    gleiten über alle zugleich. Dies sind die Karten des Netzes `cnn`, das zum Projekt gehört.
images-layer = Schicht
images-layer-number = { $number }
images-maps = Die stärksten { $shown } von { $filters } Merkmalskarten, { $rows }×{ $columns }
images-maps-legend =
    Hell ist, wo die Schicht gefunden hat, was der Filter sucht. Jede Karte reicht bis zu ihrem eigenen höchsten Wert.
images-kernels = Die { $filters } Kerne der ersten Schicht
images-kernels-legend =
    Die Kerne der stärksten Karten von Schicht 1 stehen vorn. Orange Gewichte liegen über 0, blaue darunter; viele
    finden Kanten in einer Richtung.
images-layer-first = Die erste Schicht zeigt noch das Kleidungsstück: seine Kanten, seinen Stoff, seinen Hintergrund.
images-layer-later =
    Bei { $rows }×{ $columns } Stellen zeichnet eine Karte das Kleidungsstück nicht mehr. Sie sagt, wo ein Teil ist,
    nicht wie es aussieht.
