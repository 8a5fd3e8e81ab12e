# Texte, die mehrere Seiten benutzen.

app-title = Selbstsortierender Kleiderschrank
page-sort = Sortieren
page-review = Prüfen
page-wardrobe = Kleiderschrank
page-item = Teil
page-reclassify = Neu klassifizieren
page-statistics = Statistik
page-backup = Sicherung
page-models = Modelle
page-about = Info

outcome-sorted = Einsortiert
outcome-group = Eine Frage
outcome-unsure = Unsicher
outcome-not_clothing = Nichts davon
outcome-error = Nicht lesbar

group-other = Andere Schubladen
drawer-in-group = { $group } › { $drawer }
which-of-group = { $group }: { $first } oder { $second }?
which-of-two = { $first } oder { $second }?
something-else = Etwas anderes …
drawer-new = Neue Schublade …
drawer-name = Name der neuen Schublade
drawer-make = Anlegen

undo = Rückgängig
undone = Rückgängig gemacht: „{ $what }“
percent = { NUMBER($share, style: "percent") }
percent-exact = { NUMBER($share, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) }
decimal = { NUMBER($value, maximumSignificantDigits: 3) }
sure = { NUMBER($share, style: "percent") } sicher
the-photo = das Foto
alt-photo = Das Foto { $file }
alt-cut-out = Das Teil in { $file }, ausgeschnitten, auf Weiß
alt-seen = { $file }, wie das Modell es sieht
none-of-these = nichts davon
said-so = selbst gewählt
confidence-in-words = Sicherheit: { $shares }

session-note =
    Niemand sonst kann diesen Kleiderschrank sehen. Nach dem Schließen seines letzten Tabs bleibt er { $minutes ->
        [one] eine Minute
       *[other] { NUMBER($minutes) } Minuten
    } erhalten; bis dahin findet dieser Browser ihn wieder, solange er nicht beendet wird. Für länger eine Sicherung
    herunterladen.
session-end = Diesen Kleiderschrank jetzt löschen
session-end-what = Alle Teile und Fotos werden gelöscht. Das lässt sich nicht rückgängig machen.
session-end-sure = Alles löschen
session-note-tab =
    Dieser Kleiderschrank besteht so lange wie dieser Browser-Tab. Niemand sonst kann ihn sehen, und Minuten nachdem der Tab
    geschlossen oder neu geladen wird, ist er gelöscht. Zum Behalten eine Sicherung herunterladen.
storage-wrong = Der Kleiderschrank lässt sich nicht öffnen: { $reason }
model-wrong = Das Modell lässt sich nicht benutzen: { $reason }

model = Modell
model-described =
    { $on ->
        [photos] { $model }, { NUMBER($accuracy, style: "percent") } auf Fotos
        [small-images] { $model }, für Bilder mit 28×28 Pixeln, { NUMBER($accuracy, style: "percent") } davon
       *[test] { $model }, { NUMBER($accuracy, style: "percent") } auf Testbildern
    }
how-good-on-photos =
    Richtig bei { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } von
    { NUMBER($n) } Fotos, mit denen es nicht trainiert wurde, und bei
    { NUMBER($sorted, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } derer, die es als einsortiert
    kennzeichnet. Bitte die Teile prüfen, bei denen es unsicher ist.
how-good-on-photos-none-sorted =
    Richtig bei { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } von
    { NUMBER($n) } Fotos, mit denen es nicht trainiert wurde. Bei keinem war es sicher; bitte jedes Teil prüfen.
how-good-unknown = Seine Genauigkeit wurde nicht gemessen; bitte jedes Teil prüfen.
how-good-on-test =
    Richtig bei { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } von
    { NUMBER($n) } Testbildern von { $dataset }. Fotos sind schwieriger: auf die Sicherheit achten und die Teile prüfen, bei
    denen es unsicher ist.
how-good-small = Es ist für Bilder mit 28×28 Pixeln gemacht, nicht für Fotos.

stop = Anhalten
go-on = Weiter
details = Einzelheiten
not-classified = Nicht klassifiziert
none-or =
    { NUMBER($none, style: "percent") } keine der Klassen, { NUMBER($share, style: "percent") } { $drawer }
what-it-sees = was das Modell sieht
method-segmented = von der Segmentierung ausgeschnitten
method-whole-frame = kein Teil gefunden, daher das ganze Foto
method-data-set-form = schon in der Form des Datensatzes
new-model-offer = { $count ->
    [one] Eines der Teile wurde
   *[other] { NUMBER($count) } der Teile wurden
 } von einem früheren Modell einsortiert. { $model } schneidet besser aus und erkennt mehr. Eigene Entscheidungen bleiben, wie
    sie sind, und jede Verschiebung lässt sich rückgängig machen.
new-model-look = Zeigen, was sich ändern würde
new-model-later = Nicht jetzt
pieces-seen = Mehrere Teile: { $pieces }
pieces-split = Einzeln sortieren
pieces-made = Aus { $file } { $count ->
    [one] wurde ein Foto
   *[other] wurden { NUMBER($count) } Fotos
 }, eines für jedes Teil
hint-twice = dieselbe Datei wie { $file }
hint-similar-here = sieht aus wie { $file }, auch hier hinzugefügt
hint-known = schon im Kleiderschrank: { $file }
hint-similar = sieht aus wie { $file } im Kleiderschrank
and-more = und { NUMBER($count) } weitere
runtime = Laufzeit
runtime-litert = LiteRT
runtime-tensorflow = TensorFlow (SavedModel)
runtime-serving = TensorFlow Serving
runtime-forced = Die Umgebungsvariable { $variable } legt die Laufzeit fest.
runtime-only = Hier ist nur { $runtime } installiert.
runtime-why =
    LiteRT ist der Standard: Es war bei den Messungen mit jedem Modell schneller, startet eher und braucht weniger Speicher.
runtime-difference =
    Auf { NUMBER($photos) } gezeichneten Fotos geben beide Laufzeiten bei { NUMBER($same) } dasselbe Label, und keine
    Wahrscheinlichkeit weicht um mehr als { $difference } ab.
runtime-this-machine = hier gemessen
runtime-compare = Laufzeiten hier vergleichen
runtime-comparing = Gezeichnete Fotos werden mit beiden Laufzeiten klassifiziert …
runtime-one-installed = Die Laufzeiten lassen sich vergleichen, wo beide installiert sind.
runtime-times = Ein Foto dauert { NUMBER($litert, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms mit LiteRT und { NUMBER($tensorflow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms mit TensorFlow ({ $where }).

sign-in = Anmelden
sign-in-with = Mit { $provider } anmelden
sign-in-why = Jedes Konto hat einen eigenen Kleiderschrank: Bitte anmelden, um ihn zu öffnen.
sign-in-refused =
    { $name } darf diesen Kleiderschrank nicht benutzen. Bitte die Verwaltung fragen oder sich mit einem anderen Konto
    anmelden.
sign-in-other = Mit einem anderen Konto anmelden
sign-out = Abmelden
