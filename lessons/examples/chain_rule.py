"""The chain rule on the lecture's example, by Keras's automatic differentiation."""

import tensorflow as tf

start = 2.0
x = tf.Variable(start)
with tf.GradientTape() as tape:
    y = 3 * x - 2
    z = y**2
dz_dx, dz_dy = tape.gradient(z, [x, y])
print("y", float(y), "z", float(z))
print("gradients", float(dz_dy), float(dz_dx))
