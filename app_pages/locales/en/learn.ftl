# The lessons: what they share, and their titles.

learn = Learn
page-learn_line = Fitting a line
learn-code = The code that computes this
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
