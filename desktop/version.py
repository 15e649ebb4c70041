"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The installed version; "from a checkout" where it was never installed."""
    try:
        return version("spandesk")
    except PackageNotFoundError:
        return "from a checkout"
