"""Training on photos of clothes: reading and splitting a photo folder, augmentation, figures on held-out photos."""
