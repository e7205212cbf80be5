import * as vscode from 'vscode';
import { Presynth } from './presynth';
import { forwarded } from './settings';

const FIX_ALL = 'source.fixAll.presynth';
const PATIENCE_MS = 5000;

export function register(presynth: Presynth): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    'presynth.restart': () => presynth.restartAtRequest(),
    'presynth.showLog': () => {
      presynth.logs.client.show();
    },
    'presynth.showServerLog': () => {
      presynth.logs.server.show();
    },
    'presynth.fixAll': fixAll,
    'presynth.copyDebugInformation': () => copyDebugInformation(presynth),
  };
  return Object.entries(commands).map(([name, action]) => vscode.commands.registerCommand(name, action));
}

/** Apply all safe fixes to the active file, and say how much was left. */
async function fixAll(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return;
  const before = problems(uri);
  const judged = nextDiagnostics(uri);
  await vscode.commands.executeCommand('editor.action.codeAction', { kind: FIX_ALL, apply: 'first' });
  if (before > 0) await judged;
  const left = problems(uri);
  const rest = left === 0 ? 'none is left' : `${left} left: unsafe fixes are offered one by one`;
  vscode.window.setStatusBarMessage(`presynth: ${before - left} of ${before} problems fixed, ${rest}`, 2 * PATIENCE_MS);
}

function problems(uri: vscode.Uri): number {
  return vscode.languages.getDiagnostics(uri).filter((each) => each.source === 'presynth').length;
}

/** Resolves when the diagnostics of a document have changed, or when they do not. */
async function nextDiagnostics(uri: vscode.Uri): Promise<void> {
  await new Promise<void>((resolve) => {
    const timeout = setTimeout(done, PATIENCE_MS);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((each) => each.toString() === uri.toString())) done();
    });
    function done(): void {
      clearTimeout(timeout);
      listener.dispose();
      resolve();
    }
  });
}

async function copyDebugInformation({ context, python, connection }: Presynth): Promise<void> {
  const resource = vscode.window.activeTextEditor?.document.uri;
  const manifest = context.extension.packageJSON as { version: string };
  const information = {
    extension: manifest.version,
    server: connection?.server ?? 'not running',
    schemas: resource === undefined ? [] : await connection?.schemas(resource),
    settings: await forwarded(context.extension, python, resource),
    environment: await python.selected(resource),
    trusted: vscode.workspace.isTrusted,
    folders: vscode.workspace.workspaceFolders?.map((folder) => folder.uri.toString()),
    editor: `${vscode.env.appName} ${vscode.version} on ${vscode.env.appHost}`,
    remote: vscode.env.remoteName,
    system: `${process.platform} ${process.arch}`,
  };
  await vscode.env.clipboard.writeText(JSON.stringify(information, null, 2));
  void vscode.window.showInformationMessage('presynth: the debug information is in the clipboard.');
}
