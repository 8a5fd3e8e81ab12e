"""The same network in Keras: the gradients of its first step."""

import keras
import tensorflow as tf

layers = [keras.layers.Dense(units, "sigmoid", kernel_initializer="zeros") for units in (2, 1)]
model = keras.Sequential([keras.Input((2,)), *layers])
with tf.GradientTape() as tape:
    output = model(tf.constant([[1.0, 0.0]]))
    loss = tf.reduce_sum((1 - output) ** 2) / 2
gradients = tape.gradient(
    loss, [layers[0].kernel.value, layers[0].bias.value, layers[1].kernel.value, layers[1].bias.value]
)
for name, gradient in zip(("hidden", "hidden-bias", "output", "output-bias"), gradients, strict=True):
    print(name, *(float(one) for one in tf.reshape(gradient, [-1])))
