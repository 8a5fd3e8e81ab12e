# Der Ausschnitt eines Teils, auf den Seiten Prüfen und Teil.

cutout-title = Stimmt der Ausschnitt nicht, oder liegt das Foto auf der Seite?
cutout-choice = Ausschnitt
cutout-automatic = Automatisch
cutout-off = Keiner: das ganze Foto
cutout-rectangle = In einem Rechteck
cutout-found = was als Kleidung gilt
cutout-alone = das Teil allein
cutout-then = Das Modell sagt jetzt **{ $drawer }**, { $sure }.
cutout-turn = Foto drehen
cutout-left = Nach links drehen
cutout-right = Nach rechts drehen
cutout-apply = Anwenden
cutout-applied = Neuen Ausschnitt angewendet und das Teil neu klassifiziert.
cutout-moved = Neuen Ausschnitt angewendet und das Teil nach „{ $drawer }“ verschoben, wie das Modell jetzt sagt.
cutout-draw = Ein Rechteck um das Teil ziehen, von einer Ecke zur gegenüberliegenden.
cutout-redraw = Ein anderes Rechteck ziehen, um dieses zu ersetzen, oder auf das Foto tippen, um es zu entfernen.
cutout-draw-label =
    Foto, auf dem ein Rechteck gezogen wird. Die Pfeiltasten erzeugen und bewegen ein Rechteck, mit Umschalt ändern sie seine
    Größe, Escape entfernt es.
