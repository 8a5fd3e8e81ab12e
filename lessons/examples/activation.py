"""An activation of Keras and its derivative at a few places."""

import keras
import tensorflow as tf

activation = "relu"
x = tf.Variable([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])
with tf.GradientTape() as tape:
    y = keras.activations.get(activation)(x)
print("values", *(float(one) for one in y))
print("derivatives", *(float(one) for one in tape.gradient(y, x)))
