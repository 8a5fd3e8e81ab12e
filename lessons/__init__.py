"""What the Learn pages compute, with NumPy alone: how a network learns, in small examples."""
