"""The chain rule with one more factor, by Keras's automatic differentiation."""

import tensorflow as tf

start = 0.8
v = tf.Variable(start)
with tf.GradientTape() as tape:
    x = 5 * v - 2
    y = 3 * x - 2
    z = y**2
dz_dv, dz_dx, dz_dy = tape.gradient(z, [v, x, y])
print("x", float(x), "y", float(y), "z", float(z))
print("gradients", float(dz_dy), float(dz_dx), float(dz_dv))
