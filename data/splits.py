"""Splits of a data set: stratified by class, or by groups of photos that belong together."""

from collections.abc import Sequence

import numpy as np

from data.errors import DataError

SPLIT_SEED = 1708_07747
"""Fixed, not an option: every run must hold out the same images."""


def stratified_split(labels: np.ndarray, share: float, seed: int = SPLIT_SEED) -> tuple[np.ndarray, np.ndarray]:
    """The sorted indices of two parts; the second has ``share`` of every class, rounded, but at least one image.

    ``labels`` are int (N,); the parts are int (M,) and int (N - M,).
    """
    generator = np.random.default_rng(seed)
    held_out = []
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        held_out.append(members[: max(1, round(share * len(members)))])
    second = np.sort(np.concatenate(held_out))
    return np.setdiff1d(np.arange(len(labels)), second), second


def stratified_parts(labels: np.ndarray, parts: int) -> np.ndarray:
    """The part, from 0 to ``parts`` - 1, that each image belongs to: int (N,), stratified and reproducible."""
    generator = np.random.default_rng(SPLIT_SEED)
    part_of = np.empty(len(labels), int)
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        part_of[members] = np.arange(len(members)) % parts
    return part_of


def grouped_folds(groups: Sequence[str], folds: int) -> np.ndarray:
    """The fold of every photo, int (N,), from 0: a group is in one fold, and folds are about equally large.

    Groups are assigned from the largest to the smallest, each to the fold with the fewest photos. A photo without a
    group is a group of its own.

    Raises:
        DataError: there are fewer groups than ``folds``.
    """
    names = np.array([group or f"\0{number}" for number, group in enumerate(groups)])
    unique, index, sizes = np.unique(names, return_inverse=True, return_counts=True)
    if len(unique) < folds:
        raise DataError(f"Expected photos of at least {folds} groups for {folds} folds. Received: {len(unique)}.")
    fold_of, filled = np.zeros(len(unique), int), np.zeros(folds, int)
    for number in np.argsort(-sizes, kind="stable"):
        fold_of[number] = filled.argmin()
        filled[fold_of[number]] += sizes[number]
    chosen: np.ndarray = fold_of[index]
    return chosen
