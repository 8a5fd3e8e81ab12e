learn-rule = Die Perzeptronregel
learn-rule-what =
    Ein Perzeptron zieht eine Gerade: Es antwortet 1, wo w·x + b mindestens 0 ist. Es betrachtet einen Punkt nach dem anderen.
    Ist seine Antwort falsch, so verschiebt die Regel die Gerade: w ← w + err·x, b ← b + err.
learn-points = Punkte
learn-set-and = UND
learn-set-or = ODER
learn-set-clouds = Zwei Wolken
learn-set-xor = Exklusives ODER (XOR)
learn-rule-right =
    { $points ->
        [one] Bei der neuen Geraden liegt { NUMBER($right) } von einem Punkt auf der richtigen Seite.
       *[other] Bei der neuen Geraden liegen { NUMBER($right) } von { NUMBER($points) } Punkten auf der richtigen Seite.
    }
learn-rule-converged =
    { $epochs ->
        [one] Fertig: Die erste Epoche war ohne Fehler.
       *[other] Fertig: Epoche { NUMBER($epochs) } war ohne Fehler, also bewegt sich nichts mehr.
    }
learn-rule-cycles =
    { $epochs ->
        [one] Nach einer Epoche sind die Gewichte wieder die vom Anfang: Die Regel dreht sich ewig im Kreis. Keine Gerade trennt
            XOR.
       *[other] Nach Epoche { NUMBER($epochs) } sind die Gewichte wieder die einer früheren Epoche: Die Regel dreht sich ewig im
            Kreis. Keine Gerade trennt XOR.
    }
learn-rule-alt =
    Schritt { NUMBER($step) }: Bei der Geraden liegen { NUMBER($right) } von { NUMBER($points) } Punkten auf der richtigen
    Seite.

learn-xor = XOR braucht einen Knick
learn-xor-what =
    Ein Netz aus zwei Schichten mit zwei versteckten Einheiten lernt XOR durch Gradientenabstieg. Die Farbe ist seine Antwort
    an jedem Ort. Mit dem Regler geht es durch die Epochen.
learn-hidden = Versteckte Einheiten
learn-hidden-tanh = Mit tanh
learn-hidden-identity = Ohne Nichtlinearität
learn-epoch = Epoche
learn-right = Richtig
learn-of = { NUMBER($right) } von { NUMBER($points) }
learn-loss = Kreuzentropie
learn-xor-line =
    Zwei lineare Schichten sind eine lineare Schicht, also ist die Grenze eine Gerade. Bestenfalls liegen 3 von 4 Punkten
    richtig, und das Netz endet überall bei 0,5: Die Kreuzentropie ist ln 2 = { $chance }.
learn-xor-bent = Jede versteckte Einheit zieht eine eigene Gerade. Der Ausgang verbindet beide, und die Grenze knickt.
learn-xor-alt = Epoche { NUMBER($epoch) }: Das Netz hat { NUMBER($right) } von { NUMBER($points) } Punkten richtig.

learn-penalty = L2 glättet die Grenze
learn-penalty-what =
    Ein Netz mit { NUMBER($units) } versteckten Einheiten lernt 30 verrauschte Punkte. Die L2-Strafe addiert die Summe der
    quadrierten Gewichte, mal ihre Stärke, zum Loss.
learn-l2 = Stärke der L2-Strafe
learn-on-training = Trainingspunkte richtig
learn-on-new = Neue Punkte richtig
learn-penalty-then =
    Ohne Strafe läuft die Grenze um einzelne Punkte herum: Sie lernt das Rauschen. Eine kleine Strafe glättet sie, und mehr
    neue Punkte sind richtig. Eine große lässt kaum mehr als eine Gerade übrig.
learn-penalty-alt =
    Mit einer L2-Strafe von { $l2 } sind { $training } der Trainingspunkte und { $new } der neuen Punkte richtig.
