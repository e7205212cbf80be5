import * as fs from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { environmentsIn, findServers, Machine, Place, programIn } from './lookup';
import { PythonEnvironments } from './pythonEnvironment';
import { own } from './settings';
import { versionOf } from './version';

export interface FoundServer extends Place {
  readonly version: string;
  /** When its file was written: it is another one after it was installed anew. */
  readonly made: number;
}

/** Something to tell the user, and the environment where installing the extension's server would help. */
export interface Problem {
  readonly message: string;
  readonly environment?: string;
}

const machine: Machine = { platform: process.platform, env: process.env, home: homedir(), fileAt };

/** The server for this window, known to be there and new enough; and what there is to say of those passed over. */
export async function search(
  context: vscode.ExtensionContext,
  python: PythonEnvironments,
): Promise<{ server?: FoundServer; problem?: Problem }> {
  const ownEnvironment = path.join(context.globalStorageUri.fsPath, 'environment');
  const { isTrusted } = vscode.workspace;
  const workspace = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const environments = isTrusted ? await selectedEnvironments(python) : [];
  const setting = own('path', '').trim();
  const writable = isTrusted ? [...environments, ...environmentsIn(workspace)].find(isVirtual) : undefined;
  const problem = (message: string): Problem =>
    setting === '' ? { message, environment: writable ?? ownEnvironment } : { message };
  let refused: string | undefined;
  for (const place of findServers({ setting, environments, workspace, isTrusted, ownEnvironment }, machine)) {
    try {
      const version = await versionOf(place.command);
      const server = { ...place, version, made: fs.statSync(place.command).mtimeMs };
      // Who has let the extension install one for itself has answered the question.
      if (refused === undefined || place.command.startsWith(ownEnvironment)) return { server };
      return { server, problem: problem(`${refused} Meanwhile ${version} runs, from ${place.origin}.`) };
    } catch (error) {
      refused ??= `${place.command} (${place.origin}) cannot be used: ${messageOf(error)}.`;
    }
  }
  return { problem: problem(refused ?? missing(setting, isTrusted)) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function missing(setting: string, isTrusted: boolean): string {
  if (setting !== '') return `presynth.path names ${setting}, and there is no such file.`;
  if (isTrusted) return 'presynth is not installed in the selected Python environment, nor anywhere else it is looked for.';
  return 'presynth is not installed outside of this workspace, and nothing in it is run until you trust it.';
}

async function selectedEnvironments(python: PythonEnvironments): Promise<string[]> {
  const folders = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
  const selected = await Promise.all(folders.map((folder) => python.selected(folder)));
  return [...new Set(selected.flatMap((each) => each?.folder ?? []))];
}

/** Whether it is an environment that one may install into: the system's is none. */
function isVirtual(environment: string): boolean {
  const files = [programIn(environment, 'python', process.platform), path.join(environment, 'pyvenv.cfg')];
  return files.every((file) => fileAt(file) !== undefined);
}

function fileAt(file: string): string | undefined {
  try {
    return fs.statSync(file).isFile() ? fs.realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}
