# „Warum diese Antwort?“, auf den Seiten Sortieren und Teil.

why-title = Warum diese Antwort?
why-working = Ein Teil des Fotos nach dem anderen wird abgedeckt…
why-model-missing =
    { $missing } hat die Vorhersage gemacht und ist nicht mehr da. { $model } erklärt seine eigene Antwort.
why-photo-gone = Das Foto { $file } ist nicht mehr auf der Seite. Bitte neu hinzufügen.
why-says-class =
    { $model } sagt **{ $answer }**, zu { NUMBER($share, style: "percent") } sicher. Danach kommt **{ $rival }** mit
    { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-none =
    { $model } sagt **{ $answer }**, zu { NUMBER($share, style: "percent") } sicher. Von seinen Klassen kommt danach **{ $rival }**
    mit { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-corrected =
    { $model } sagt **{ $answer }**, zu { NUMBER($share, style: "percent") } sicher. Für **{ $rival }**, die gewählte
    Schublade, bleiben { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-group =
    { $model } ist sich der Gruppe sicher: { $group }, { NUMBER($group_share, style: "percent") }. Davon entfallen auf **{ $answer }**
    { NUMBER($share, style: "percent") } und auf **{ $rival }**
    { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-pieces =
    Das Foto zeigt mehrere Kleidungsstücke, und das Modell sieht das ganze Bild. Ein Foto von einem Kleidungsstück
    ergibt eine klarere Antwort.

why-support-title = Was für { $answer } spricht
why-difference-title = { $answer } und nicht { $rival }
why-legend-for = abgedeckt: das Modell ist weniger sicher, dass es { $answer } ist
why-legend-against = abgedeckt: es ist sicherer
why-legend-answer = spricht für { $answer }
why-legend-rival = spricht für { $rival }
why-finding-place =
    Am meisten zählt, was { $place } liegt: Wird es abgedeckt, sinkt die Sicherheit von
    { NUMBER($share, style: "percent") } auf { NUMBER($lowest, style: "percent") }.
why-finding-everywhere =
    Kein Teil entscheidet allein. Was auch abgedeckt wird, von { NUMBER($share, style: "percent") } bleiben mindestens
    { NUMBER($lowest, style: "percent") }.
why-finding-beside =
    { NUMBER($beside, style: "percent") } dessen, was dafür spricht, liegt neben dem Kleidungsstück. Ein anderer
    Hintergrund oder Ausschnitt kann die Antwort ändern.
why-pair-both =
    Was { $first } liegt, spricht am meisten für { $answer }; was { $second } liegt, am meisten für { $rival }.
why-pair-answer = Was { $first } liegt, spricht am meisten für { $answer }. Nichts spricht deutlich für { $rival }.
why-pair-rival = Was { $second } liegt, spricht für { $rival }. Kein einzelner Teil spricht deutlich für { $answer }.
why-pair-neither = Kein einzelner Teil unterscheidet { $answer } von { $rival }.
why-how =
    Für diese Karten werden { $places } Teile des Bildes abgedeckt, einer nach dem anderen, und das Modell wird jedes
    Mal gefragt.
why-place-top-left = oben links
why-place-top-centre = oben
why-place-top-right = oben rechts
why-place-middle-left = links
why-place-middle-centre = in der Mitte
why-place-middle-right = rechts
why-place-bottom-left = unten links
why-place-bottom-centre = unten
why-place-bottom-right = unten rechts

why-near-title = Die ähnlichsten Bilder von Fashion-MNIST
why-near-working = Vergleich mit 1.000 Bildern von Fashion-MNIST…
why-near-one = { $drawer }, { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }
why-near-votes =
    { $count ->
        [one] Eines von diesen { $total } zeigt { $drawer }.
       *[other] { NUMBER($count) } von diesen { $total } zeigen { $drawer }.
    }
why-near-no-class = Fashion-MNIST hat keine Klasse { $drawer }.
why-near-near =
    Das erste erreicht { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }; 1 wäre dasselbe. So
    viel haben Bilder des Datensatzes mit dem Bild gemeinsam, das ihnen am nächsten ist.
why-near-far =
    Das erste erreicht { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }; 1 wäre dasselbe. Von
    20 Bildern des Datensatzes haben 19 ein anderes, das
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } oder mehr erreicht. Das Foto unterscheidet
    sich von dem, was Fashion-MNIST zeigt: Bilder eines Geschäfts, in Grau, in 28×28 Pixeln.
why-near-unlike =
    Das erste erreicht nur { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }; 1 wäre dasselbe.
    Von 20 Bildern des Datensatzes haben 19 ein anderes, das
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } oder mehr erreicht. Nichts in Fashion-MNIST
    gleicht diesem Foto, und diese Bilder erklären die Antwort nicht.
why-near-none = Dieses Modell kann das Foto nicht mit anderen Bildern vergleichen.

why-models-title = Dasselbe Foto für jedes Modell
why-model-answer = { $model }: { $answer }, { NUMBER($share, style: "percent") }
why-models-what =
    Jedes Bild ist alles, was das Modell bekommt. Modelle für 28×28 Pixel sehen das Kleidungsstück wie in Fashion-MNIST,
    hell auf schwarz und ohne seine Farben.
