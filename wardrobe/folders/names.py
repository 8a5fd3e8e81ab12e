"""Names of folders and files that every system takes, and that mean the same when they are read back."""

import re

from data.labels import drawer_of

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
# Windows opens a device for these, whatever suffix follows: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=$|[. ])", re.IGNORECASE)
_MARK = "_"
_LONGEST = 60  # characters, of at most four bytes each: every file system takes them with a number and a suffix


def file_system_name(text: str) -> str:
    """A text as a file's or folder's name on every system; empty if nothing of it can be one.

    No slashes or control characters, not hidden, not too long, no dots or blanks at the end, and no name of a Windows
    device, which gets an underscore: ``con.jpg`` becomes ``con_.jpg``.
    """
    printable = "".join(c if c.isprintable() else "_" for c in _NOT_IN_NAMES.sub("_", text))
    return without_device_name(printable.strip(". ")[:_LONGEST].rstrip(". "))


def folder_name(drawer: str) -> str:
    """The folder of a drawer, from which `drawer_named` finds the drawer again: ``Swim wear`` -> ``swim-wear``."""
    return file_system_name(drawer_of(drawer))


def drawer_named(folder: str) -> str:
    """What a folder made by `folder_name` is called without the underscore after the name of a device."""
    name = folder.removesuffix(_MARK)
    return name if _DEVICE.fullmatch(name) else folder


def without_device_name(name: str) -> str:
    """The name of a file or folder, with an underscore where Windows would take it for a device's."""
    return _DEVICE.sub(rf"\g<0>{_MARK}", name, count=1) if _DEVICE.match(name) else name
