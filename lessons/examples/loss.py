"""The losses of one output z whose class is right, and their derivatives."""

import keras
import tensorflow as tf

loss = "cross_entropy"
losses = {
    "cross_entropy": lambda z: -tf.math.log(keras.activations.sigmoid(z)),
    "mse": lambda z: (1 - keras.activations.sigmoid(z)) ** 2,
    "delta_rule": lambda z: (1 - z) ** 2 / 2,
    "perceptron_rule": lambda z: tf.nn.relu(-z),
}
z = tf.Variable([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])
with tf.GradientTape() as tape:
    y = losses[loss](z)
print("values", *(float(one) for one in y))
print("derivatives", *(float(one) for one in tape.gradient(y, z)))
