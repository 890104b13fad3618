"""Papers: what a person takes away."""

from wardtoboard.papers.page import Banner
from wardtoboard.papers.write_release import ReleaseRequest, write_release

__all__ = ["Banner", "ReleaseRequest", "write_release"]
