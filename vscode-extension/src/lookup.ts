import * as path from 'node:path';

/** What the search may look at, so that another system's layout can be laid out in a test. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The real path of a file, links followed; undefined where there is none. */
  readonly fileAt: (file: string) => string | undefined;
}

export interface Wish {
  /** The `presynth.path` setting. */
  readonly setting: string;
  /** Folders of the selected environments, the most telling first. */
  readonly environments: readonly string[];
  /** Folders of the workspace, and whether programs in them may be run. */
  readonly workspace: readonly string[];
  readonly isTrusted: boolean;
  /** The environment that the extension made for itself, whether it exists or not. */
  readonly ownEnvironment: string;
}

export interface Place {
  readonly command: string;
  readonly origin: string;
}

/** The executables that could be started, in the order of the documentation. */
export function findServers(wish: Wish, machine: Machine): Place[] {
  const allowed = (place: Place): boolean => {
    const file = machine.fileAt(place.command);
    return file !== undefined && (wish.isTrusted || !wish.workspace.some((each) => isIn(each, place.command, file)));
  };
  return [...places(wish, machine)].filter(allowed);
}

/** The environments beside the code, where people and tools put them. */
export function environmentsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => ['.venv', 'venv', 'env'].map((name) => path.join(folder, name)));
}

/** A program of an environment: `presynth`, `python`. */
export function programIn(environment: string, name: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? path.join(environment, 'Scripts', `${name}.exe`) : path.join(environment, 'bin', name);
}

function* places(wish: Wish, machine: Machine): Generator<Place> {
  if (wish.setting !== '') {
    const expanded = wish.setting.replace(/^~(?=[\\/])/, machine.home);
    yield { command: path.resolve(wish.workspace[0] ?? machine.home, expanded), origin: 'the setting presynth.path' };
    return;
  }
  const program = (environment: string): string => programIn(environment, 'presynth', machine.platform);
  for (const environment of wish.environments) {
    yield { command: program(environment), origin: 'the selected Python environment' };
  }
  for (const environment of environmentsIn(wish.workspace)) {
    yield { command: program(environment), origin: "the workspace's environment" };
  }
  const name = machine.platform === 'win32' ? 'presynth.exe' : 'presynth';
  for (const folder of (machine.env['PATH'] ?? machine.env['Path'] ?? '').split(path.delimiter)) {
    // A relative entry would mean the folder that the editor happens to run in.
    if (path.isAbsolute(folder)) yield { command: path.join(folder, name), origin: 'PATH' };
  }
  for (const folder of toolFolders(machine)) yield { command: path.join(folder, name), origin: 'uv or pipx' };
  yield { command: program(wish.ownEnvironment), origin: "the extension's own environment" };
}

/** Where uv and pipx link the programs of tools; often not on the PATH of a desktop session. */
function toolFolders({ env, home }: Machine): string[] {
  const named = [env['UV_TOOL_BIN_DIR'], env['PIPX_BIN_DIR'], env['XDG_BIN_HOME']];
  return [...named.filter((each) => each !== undefined), path.join(home, '.local', 'bin')];
}

function isIn(folder: string, ...files: string[]): boolean {
  return files.some((file) => {
    const way = path.relative(folder, file);
    return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
  });
}
