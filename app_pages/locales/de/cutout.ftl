# Der Ausschnitt eines Teils, auf den Seiten Prüfen und Teil.

cutout-title = Stimmt der Ausschnitt nicht, oder liegt das Foto auf der Seite?
cutout-choice = Ausschnitt
cutout-automatic = Automatisch
cutout-off = Keiner: das ganze Foto
cutout-rectangle = In einem Rechteck
cutout-across = Linker und rechter Rand
cutout-down = Oberer und unterer Rand
cutout-empty = Das Rechteck hat keine Breite oder keine Höhe. Bitte vergrößern.
cutout-found = was als Kleidung gilt
cutout-alone = das Teil allein
cutout-then = Das Modell sagt jetzt **{ $drawer }**, { $sure }.
cutout-turn = Foto drehen
cutout-left = Nach links drehen
cutout-right = Nach rechts drehen
cutout-apply = Anwenden
cutout-applied = Neuen Ausschnitt angewendet und das Teil neu klassifiziert.
cutout-moved = Neuen Ausschnitt angewendet und das Teil nach „{ $drawer }“ verschoben, wie das Modell jetzt sagt.
