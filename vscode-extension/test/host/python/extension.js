// Stands in for the Python extension: as much of its API as presynth uses, and `select` for what a person does.
const { EventEmitter, Uri } = require('vscode');

const NOTHING = { id: '', path: '' };
const changed = new EventEmitter();
let selected = NOTHING;
let isEnvironment = true;

exports.activate = () => ({
  environments: {
    getActiveEnvironmentPath: () => selected,
    async resolveEnvironment({ path }) {
      if (path === '') return undefined;
      const environment = isEnvironment ? { folderUri: Uri.file(path) } : undefined;
      return { ...selected, environment, executable: { sysPrefix: path } };
    },
    onDidChangeActiveEnvironmentPath: changed.event,
  },
  /** Select an environment by its folder, or with `isSystem` an interpreter that is none; without a folder, nothing. */
  select(folder, isSystem = false) {
    selected = folder === undefined ? NOTHING : { id: folder, path: folder };
    isEnvironment = !isSystem;
    changed.fire(selected);
  },
});
