# Lektion: die Bilder des Datensatzes, und was Netze antworten.

page-learn_data = Bilder und Antworten
data-images = Woraus ein Netz lernt
data-images-what =
    Fashion-MNIST hat Bilder von 28×28 Pixeln aus zehn Klassen. Dies sind die ersten von { NUMBER($count) } Validierungsbildern,
    die zu diesem Projekt gehören, { NUMBER($each) } je Klasse. Jede Nummer ist die Stelle des Bildes.
data-number = Bildnummer
data-level = Graustufe
data-pixels-alt = { $label }: { $black } der Pixel sind 0, also schwarz; die höchste Graustufe ist { NUMBER($highest) } von 255.

data-answers = Was ein Netz antwortet
data-answers-what =
    Zehn Wahrscheinlichkeiten, eine für jede Klasse. Die höchste ist die Antwort; das Label sagt, ob sie stimmt.
data-answers-right = { $model } benennt { NUMBER($right) } dieser { NUMBER($count) } Bilder richtig.
data-share = { $name } { NUMBER($share, style: "percent", maximumFractionDigits: 1) }
data-bars = Blau ist das Label. Rot ist eine falsche Antwort.

data-augmentation = Was Augmentierung aus einem Bild macht
data-augmentation-what =
    Jede Epoche zeigt dem Netz eine andere Fassung. Das Label bleibt, also lernt das Netz, dass Ort und Seite nicht zählen.
data-shift = Verschiebung, höchstens Pixel
data-seed = Startwert der Zufallszahlen
data-flip = Zufällig spiegeln
data-original = Original
data-version = Fassung { $number }
