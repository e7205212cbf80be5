"""What a project, an editor and the command line ask for."""

from presynth.config.configuration import Configuration
from presynth.config.errors import ConfigurationError
from presynth.config.selection import RuleInfo, RuleSelection
from presynth.config.settings import Settings

__all__ = ["Configuration", "ConfigurationError", "RuleInfo", "RuleSelection", "Settings"]
