import numpy as np
import pytest

from data.errors import DataError
from data.splits import grouped_folds, stratified_parts, stratified_split


def test_a_split_is_stratified_and_reproducible():
    labels = np.repeat(np.arange(10), 60)
    train, validation = stratified_split(labels, 1 / 12)
    assert np.bincount(labels[validation]).tolist() == [5] * 10
    assert not set(train) & set(validation) and len(train) + len(validation) == 600
    assert (stratified_split(labels, 1 / 12)[1] == validation).all()


def test_parts_are_stratified_shuffled_and_reproducible():
    labels = np.repeat(np.arange(10), 60)
    parts = stratified_parts(labels, 4)
    assert all(np.bincount(labels[parts == part]).tolist() == [15] * 10 for part in range(4))
    assert len(set(parts[:15])) > 1 and parts[:4].tolist() != [0, 1, 2, 3]
    assert (stratified_parts(labels, 4) == parts).all()


def test_a_group_is_in_one_fold_and_folds_are_about_equally_large():
    groups = [f"person {number}" for number in range(40) for _ in range(1 + number % 7)]
    folds = grouped_folds(groups, 4)
    assert all(len(set(folds[np.array(groups) == group])) == 1 for group in groups)
    sizes = np.bincount(folds)
    assert len(sizes) == 4 and np.ptp(sizes) <= 2
    assert (grouped_folds(groups, 4) == folds).all()


def test_photos_without_a_group_are_spread():
    assert sorted(np.bincount(grouped_folds([""] * 10, 5))) == [2] * 5


def test_fewer_groups_than_folds_are_refused():
    with pytest.raises(DataError, match="at least 3 groups for 3 folds. Received: 2"):
        grouped_folds(["a", "b", "a"], 3)
