# As lições: o que têm em comum, e os seus títulos.

learn = Aprender
page-learn_line = Ajustar uma reta
learn-code = O código que calcula isto
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
