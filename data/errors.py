"""The error that every reader of data raises."""


class DataError(Exception):
    """A data set, a photo folder or a label is missing or invalid.

    The message is one plain sentence for the user: what was expected, what was received, what to do.
    """
