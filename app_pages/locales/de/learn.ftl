# Die Lektionen: was sie gemeinsam haben, und ihre Titel.

learn = Lernen
page-learn_line = Eine Gerade anpassen
learn-code = Der Code, der das berechnet
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
