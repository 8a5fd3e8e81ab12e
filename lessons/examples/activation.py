"""An activation of the networks and its derivative at a few places."""

import keras
import tensorflow as tf

activation = "relu"
functions = {  # those that Keras names otherwise, or gives another slope
    "identity": keras.activations.linear,
    "hard_tanh": lambda x: tf.where(tf.abs(x) < 1, x, tf.sign(x)),
    "leaky_relu": lambda x: keras.activations.leaky_relu(x, negative_slope=0.01),
    "prelu": lambda x: keras.activations.leaky_relu(x, negative_slope=0.25),  # learned, from this value on
}
function = functions.get(activation) or keras.activations.get(activation)
x = tf.Variable([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])
with tf.GradientTape() as tape:
    y = function(x)
print("values", *(float(one) for one in y))
print("derivatives", *(float(one) for one in tape.gradient(y, x)))
