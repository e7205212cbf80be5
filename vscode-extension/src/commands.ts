import * as vscode from 'vscode';
import { Presynth } from './presynth';
import { forwarded } from './settings';

export function register(presynth: Presynth): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    'presynth.restart': () => presynth.restartAtRequest(),
    'presynth.showLog': () => presynth.logs.client.show(),
    'presynth.showServerLog': () => presynth.logs.server.show(),
    'presynth.fixAll': () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.presynth', apply: 'first' }),
    'presynth.copyDebugInformation': () => copyDebugInformation(presynth),
  };
  return Object.entries(commands).map(([name, action]) => vscode.commands.registerCommand(name, action));
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
