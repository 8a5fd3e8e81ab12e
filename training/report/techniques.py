"""What the options of a run do and why one would choose them, in a sentence each with its source."""

from collections.abc import Iterator, Mapping
from typing import Any

from training.report import sources
from training.report.wording import sentences

PREPARATION = (
    *("scaling", "flip", "shift", "rotation", "zoom", "random_erasing", "mixup", "cutmix"),
)  # fmt: skip
"""The options that change what the network is shown."""

MODEL = (
    *("activation", "normalization", "initializer", "input_dropout", "conv_dropout", "dropout", "l1", "l2"),
    *("tta_flip", "tta_shift", "ensemble_size"),
)  # fmt: skip
"""The options that make the network."""

LEARNING = (
    *("loss", "label_smoothing", "teacher", "optimizer", "schedule"),
    *("weight_decay", "ema_momentum", "patience"),
)  # fmt: skip
"""The options that say how it learns."""

_GLOROT = f"Weights start small and random, so that signals keep their size on the way in and out ({sources.GLOROT})."
_HE = f"Weights start random, with the size at which rectifiers pass signals on undamped ({sources.HE})."
_SMALL = "Weights start random and very small; in a deep network the signal fades from layer to layer."

_BY_VALUE: Mapping[str, Mapping[Any, str]] = {
    "scaling": {
        "standardize": "Pixels are standardised inside the network, by the training images' mean and deviation, so "
        "that the first layer starts in a range where it learns well.",
        "unit": "Pixels are scaled to 0–1 inside the network.",
    },
    "flip": {
        "random": "Half of the training images are mirrored at random: clothes look as likely either way round.",
        "alternating": f"Training images are mirrored in every other epoch ({sources.AIRBENCH}).",
    },
    "activation": {
        "identity": "Its layers have no activation: however many, they make a linear classifier.",
        "sigmoid": f"Hidden layers use the sigmoid, whose gradient fades where it is flat ({sources.GLOROT}).",
        "tanh": f"Hidden layers use tanh, centred on zero, but flat at both ends ({sources.GLOROT}).",
        "hard_tanh": "Hidden layers use a tanh of straight lines, cheap and flat at both ends.",
        "relu": "Hidden layers use the rectifier max(0, x), whose gradient does not fade where it is active "
        f"({sources.RELU}).",
        "leaky_relu": f"Hidden layers use the leaky rectifier, which also learns below zero ({sources.LEAKY}).",
        "prelu": f"Hidden layers use a rectifier that learns its slope below zero ({sources.HE}).",
        "elu": f"Hidden layers use the exponential linear unit, whose mean is near zero ({sources.ELU}).",
        "gelu": f"Hidden layers use the Gaussian error linear unit, a smooth rectifier ({sources.GELU}).",
        "swish": f"Hidden layers use swish, a smooth rectifier ({sources.SWISH}).",
    },
    "normalization": {
        "none": "Nothing is normalised between its layers.",
        "batch": "Batch normalisation keeps each layer's values in range, which allows larger steps "
        f"({sources.BATCH_NORMALIZATION}).",
        "layer": f"Layer normalisation keeps each image's values in range ({sources.LAYER_NORMALIZATION}).",
        "instance": f"Instance normalisation keeps each map's values in range ({sources.INSTANCE_NORMALIZATION}).",
        "group": f"Group normalisation keeps values in range, by groups of maps ({sources.GROUP_NORMALIZATION}).",
    },
    "initializer": {
        "zeros": "All weights start at zero, so that the units of a layer get the same gradient.",
        "small_uniform": _SMALL,
        "small_normal": _SMALL,
        "large_normal": "Weights start random and too large, so that signals grow from layer to layer.",
        "glorot_uniform": _GLOROT,
        "glorot_normal": _GLOROT,
        "he_uniform": _HE,
        "he_normal": _HE,
    },
    "tta_flip": {True: "Each answer is the mean over the image and its mirror image, at twice the cost."},
    "tta_shift": {
        True: "Each answer is the mean over the image and the same a pixel further along the diagonal, both ways, at "
        f"three times the cost ({sources.AIRBENCH})."
    },
    "loss": {
        "cross_entropy": "It learns by cross-entropy, the surprise at the right answer.",
        "mse": "It learns by the squared error of its outputs' sigmoid, as early perceptrons did.",
    },
    "optimizer": {
        "sgd": f"Weights follow the gradient of one batch after another ({sources.SGD}).",
        "momentum": f"Stochastic gradient descent has momentum, which smooths its way ({sources.MOMENTUM}).",
        "nesterov": f"Stochastic gradient descent has Nesterov's momentum ({sources.MOMENTUM}).",
        "rmsprop": f"RMSProp scales each weight's step by its recent gradients ({sources.RMSPROP}).",
        "adagrad": f"Adagrad scales each weight's step by all its gradients so far ({sources.ADAGRAD}).",
        "adam": f"Adam joins momentum with a step size for each weight ({sources.ADAM}).",
        "adamw": f"AdamW joins momentum with a step size for each weight ({sources.ADAMW}).",
        "lion": f"Lion moves every weight by the sign of its momentum ({sources.LION}).",
        "muon": f"Muon makes the update of each weight matrix orthogonal ({sources.MUON}).",
    },
    "schedule": {
        "constant": "The learning rate stays the same.",
        "step": f"The learning rate falls to a tenth after half and three quarters ({sources.RESIDUAL}).",
        "cosine": f"After a warm-up the learning rate falls to zero along a cosine ({sources.WARM_RESTARTS}).",
        "one_cycle": f"The learning rate rises and falls once, in straight lines ({sources.ONE_CYCLE}).",
        "plateau": "The learning rate halves whenever the validation loss stops falling.",
    },
}

_BY_AMOUNT: Mapping[str, str] = {
    "shift": "Training images are shifted by up to {} pixels, because no photo is centred to the pixel.",
    "rotation": "Training images are turned by up to {}°.",
    "zoom": "Training images are enlarged or reduced by up to {:.0%}.",
    "random_erasing": f"With a probability of {{:.0%}} a rectangle of them is erased ({sources.ERASING}).",
    "mixup": f"MixUp blends them two by two, labels included (α = {{}}; {sources.MIXUP}).",
    "cutmix": f"CutMix exchanges rectangles between them, labels included (α = {{}}; {sources.CUTMIX}).",
    "ensemble_size": f"{{}} networks, each trained from its own seed, answer with the mean of their logits "
    f"({sources.ENSEMBLES}).",
    "input_dropout": "Of the input, {:.0%} of the pixels are dropped at random.",
    "conv_dropout": f"After convolutions, {{:.0%}} of the values are dropped at random ({sources.DROPOUT}).",
    "dropout": f"Dropout silences {{:.0%}} of the features at random, so that none relies on another "
    f"({sources.DROPOUT}).",
    "l1": "An L1 penalty of {} pulls weights to exactly zero.",
    "l2": f"An L2 penalty of {{}} keeps weights small ({sources.WEIGHT_DECAY}).",
    "label_smoothing": f"Label smoothing spreads {{:.0%}} of each label over all classes, against overconfidence "
    f"({sources.LABEL_SMOOTHING}).",
    "weight_decay": f"Weight decay of {{}} pulls weights to zero apart from the gradient ({sources.ADAMW}).",
    "ema_momentum": f"The weights that count are a moving average over updates ({sources.AVERAGING}).",
    "patience": f"Training stops after {{}} epochs without a better validation accuracy ({sources.EARLY_STOPPING}).",
    "teacher": f"It also learns from the answers of another network ({sources.DISTILLATION}).",
}


_NOTHING: Mapping[str, Any] = {"ensemble_size": 1}  # where 0 is not what an option has when it does nothing


def flat_options(config: Mapping[str, Any]) -> dict[str, Any]:
    """The leaves of a configuration as JSON holds it, by key; groups are opened, and None is left out."""
    return {key: value for key, value in _leaves(config) if value is not None}


def _leaves(config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in config.items():
        if isinstance(value, Mapping):
            yield from _leaves(value)
        else:
            yield key, value


def explain(options: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """A sentence for each of the ``keys`` that ``options`` sets to something."""
    return sentences([_sentence(key, options[key]) for key in keys if key in options])


def _sentence(key: str, value: Any) -> str | None:
    if key in _BY_AMOUNT:
        return _BY_AMOUNT[key].format(value).replace("%", " %") if value and value != _NOTHING.get(key) else None
    return _BY_VALUE.get(key, {}).get(value)
