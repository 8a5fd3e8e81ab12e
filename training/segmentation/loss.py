"""The loss of a segmentation whose pixels may have several right answers."""

from typing import Any

from keras import ops

from model.segments import SEGMENTS


def partial_label_loss(target: Any, logits: Any) -> Any:
    """Cross-entropy with sets of right segments: float (N,).

    For a pixel that is foreground with the weight a, -a log Σ p(right for it) - (1 - a) log Σ p(right for the
    background): the likelihood of a partial label (Jin and Ghahramani, NIPS 2002).

    Args:
        target: float (N, H, W, 1 + 2 S); see `training.segmentation.batches`.
        logits: float (N, H, W, S).
    """
    count = len(SEGMENTS)
    logits = ops.cast(logits, "float32")
    weight = target[..., 0]
    log_sum = ops.logsumexp(logits, axis=-1)

    def nll(allowed: Any) -> Any:
        return log_sum - ops.logsumexp(ops.where(allowed > 0, logits, -1e4), axis=-1)

    loss = weight * nll(target[..., 1 : 1 + count]) + (1 - weight) * nll(target[..., 1 + count :])
    return ops.mean(loss, axis=(1, 2))
