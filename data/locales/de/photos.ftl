# Warum eine Datei kein lesbares Foto ist.

photo-empty = Die Datei ist leer. Bitte ein Foto wählen.
photo-too-many-bytes = Die Datei hat mehr als { $limit } MiB, die Obergrenze. Bitte verkleinern und noch einmal versuchen.
photo-damaged = Das Bild ist beschädigt oder unvollständig. Bitte noch einmal speichern oder senden.
photo-over-megapixels = Das Bild hat zu viele Megapixel. Bitte verkleinern und noch einmal versuchen.
photo-too-many-megapixels =
    Das Bild hat { $megapixels } Megapixel; die Obergrenze für dieses Format ({ $kind }) ist { $limit }. Bitte verkleinern
    und noch einmal versuchen.
photo-too-wide =
    Das Bild ist { $width }×{ $height } Pixel groß; die Obergrenze ist { $limit } pro Seite. Bitte verkleinern und noch
    einmal versuchen.
photo-too-many-scans = Das Bild hat zu viele progressive Durchgänge. Bitte als einfaches JPEG speichern.
photo-too-costly =
    Das Bild zu öffnen kostet zu viel Zeit oder Speicher. Bitte als einfaches JPEG speichern und noch einmal versuchen.
photo-not-now =
    Das Bild ließ sich jetzt nicht öffnen, weil andere Bilder den Computer beschäftigen. Bitte in einer Minute noch einmal
    versuchen.
photo-other-format =
    { $format ->
        [SVG] Das ist eine SVG-Datei; möglich sind JPEG, PNG, WebP, AVIF und HEIC.
       *[other] Das ist eine Datei im Format { $format }; möglich sind JPEG, PNG, WebP, AVIF und HEIC.
    }
photo-no-picture = Das ist kein lesbares Bild; möglich sind JPEG, PNG, WebP, AVIF und HEIC.
file-unreadable = Die Datei lässt sich nicht lesen: { $reason }.
file-no-file = Das ist keine Datei, oder es ist ein Ordner, der nicht gelesen werden darf.
