import * as fs from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { environmentsIn, findServer, Machine, Place, programIn } from './lookup';
import { PythonEnvironments } from './pythonEnvironment';
import { own } from './settings';
import { isNewEnough, NEEDED_VERSION, versionOf } from './version';

export interface FoundServer extends Place {
  readonly version: string;
}

/** Why there is no server to start, in words for the user, and the environment where installing one would help. */
export class NoServer extends Error {
  constructor(
    message: string,
    readonly environment?: string,
  ) {
    super(message);
  }
}

const machine: Machine = { platform: process.platform, env: process.env, home: homedir(), fileAt };

/** The server for this window, known to be there and new enough. Rejects with NoServer. */
export async function search(context: vscode.ExtensionContext, python: PythonEnvironments): Promise<FoundServer> {
  const ownEnvironment = path.join(context.globalStorageUri.fsPath, 'environment');
  const { isTrusted } = vscode.workspace;
  const workspace = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const environments = isTrusted ? await selectedEnvironments(python) : [];
  const setting = own('path', '').trim();
  const target = isTrusted ? installationTarget(environments, workspace) : undefined;
  const place = findServer({ setting, environments, workspace, isTrusted, ownEnvironment }, machine);
  const refuse = (reason: string): NoServer => new NoServer(reason, setting === '' ? (target ?? ownEnvironment) : undefined);
  if (place === undefined) {
    if (setting !== '') throw refuse(`presynth.path names ${setting}, and there is no such file.`);
    throw refuse('presynth is not installed in the selected Python environment, nor anywhere else it is looked for.');
  }
  let version: string;
  try {
    version = await versionOf(place.command);
  } catch (error) {
    throw refuse(`${place.command} (${place.origin}) cannot be started: ${String(error)}`);
  }
  if (!isNewEnough(version)) {
    throw refuse(`presynth ${version} in ${place.origin} is too old: ${NEEDED_VERSION} or newer is needed.`);
  }
  return { ...place, version };
}

async function selectedEnvironments(python: PythonEnvironments): Promise<string[]> {
  const folders = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
  const selected = await Promise.all(folders.map((folder) => python.selected(folder)));
  return [...new Set(selected.flatMap((each) => each?.folder ?? []))];
}

/** The environment to install into: one that can be written, and not the system's. */
function installationTarget(selected: readonly string[], workspace: readonly string[]): string | undefined {
  return [...selected, ...environmentsIn(workspace)].find(
    (each) => fileAt(programIn(each, 'python', process.platform)) !== undefined && fs.existsSync(path.join(each, 'pyvenv.cfg')),
  );
}

function fileAt(file: string): string | undefined {
  try {
    return fs.statSync(file).isFile() ? fs.realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}
