"""The settings of any file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from presynth.config import files, line_length
from presynth.config.layers import Layer, read_layer, settings_of
from presynth.config.origin import Origin
from presynth.config.settings import Settings

_NOTHING: Mapping[str, object] = {}


class Configuration:
    """Knows what was asked on the command line and in the editor, and finds the file that counts for a path.

    `command_line` has kebab-case keys, `editor` camelCase ones; relative paths in them start at `root`. `file` is the
    one configuration file to use, `isolated` to use none. What was read once is kept: make a new object when
    configuration files have changed. Raises ConfigurationError.
    """

    def __init__(
        self,
        root: Path,
        command_line: Mapping[str, object] = _NOTHING,
        editor: Mapping[str, object] = _NOTHING,
        file: Path | None = None,
        isolated: bool = False,
    ) -> None:
        self._root = root
        self._upper = (
            read_layer(editor, root, Origin("editor")),
            read_layer(command_line, root, Origin("command line")),
        )
        self._isolated = isolated
        self._file = files.read(file) if file is not None else None
        self._by_folder: dict[Path, Settings] = {}
        self._by_layer: dict[Path | None, Settings] = {}

    def for_file(self, path: Path) -> Settings:
        """The settings for the file at the absolute `path`, which need not exist. Raises ConfigurationError."""
        return self.for_folder(path.parent)

    def for_folder(self, folder: Path) -> Settings:
        """The settings for files in the absolute `folder`. Raises ConfigurationError."""
        known = self._by_folder.get(folder)
        if known is None:
            known = self._by_folder[folder] = self._settings(folder)
        return known

    def _settings(self, folder: Path) -> Settings:
        layer = self._file or (None if self._isolated else files.find(folder))
        settings = self._layered(layer)
        if "line-length" in settings.origins:
            return settings
        limit = line_length.discover(folder)
        return settings if limit in (None, settings.line_length) else replace(settings, line_length=limit)

    def _layered(self, layer: Layer | None) -> Settings:
        key = None if layer is None else layer.origin.path
        settings = self._by_layer.get(key)
        if settings is None:
            layers = self._upper if layer is None else (layer, *self._upper)
            settings = self._by_layer[key] = settings_of(layers, self._root if layer is None else layer.root)
        return settings
