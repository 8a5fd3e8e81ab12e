"""`training compare`: trainings that differ in one thing, repeated with several seeds, as tables and figures."""
