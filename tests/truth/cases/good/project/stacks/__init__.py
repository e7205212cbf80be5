from .data import DataStack
from .network import NetworkStack

__all__ = ["DataStack", "NetworkStack"]
