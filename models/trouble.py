"""What the world does to us: each trouble carries one sentence in Chinese that says what, where and what to do."""


class Trouble(Exception):  # noqa: N818 - what the world does, not an error of ours
    """A file or a disk that is not as it should be; work goes on."""


class Unreadable(Trouble):
    """Something that came in cannot be read."""


class NotWritten(Trouble):
    """Something could not be written; whatever stood there before still stands."""


class Cancelled(Trouble):
    """The clerk took it back before it was done; whatever stood there before still stands."""
