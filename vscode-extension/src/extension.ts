import * as vscode from 'vscode';
import * as commands from './commands';
import { Presynth } from './presynth';
import { isOfProject } from './projects';

let presynth: Presynth | undefined;

/** Called for the first Python file; the server is started for the first one of a CDKTF or CDK Terrain project. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = (presynth = new Presynth(context));
  context.subscriptions.push(started, ...commands.register(started));
  if (await firstOfProject(vscode.workspace.textDocuments)) await start(started);
  else waitForProject(started);
}

export async function deactivate(): Promise<void> {
  await presynth?.stop();
}

async function firstOfProject(documents: readonly vscode.TextDocument[]): Promise<boolean> {
  return (await Promise.all(documents.map(isOfProject))).includes(true);
}

function waitForProject(presynth: Presynth): void {
  const listeners: vscode.Disposable[] = [];
  const consider = async (document: vscode.TextDocument): Promise<void> => {
    if (listeners.length === 0 || !(await isOfProject(document))) return;
    for (const listener of listeners.splice(0)) listener.dispose();
    await start(presynth);
  };
  listeners.push(
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidChangeTextDocument(({ document }) => consider(document)),
    vscode.workspace.onDidSaveTextDocument(consider),
  );
  presynth.context.subscriptions.push(...listeners);
}

async function start(presynth: Presynth): Promise<void> {
  presynth.context.subscriptions.push(
    presynth.python.onDidChange(() => presynth.environmentChanged()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => presynth.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => presynth.settingsChanged(change)),
    vscode.window.onDidChangeActiveTextEditor(() => presynth.connection?.showSchemas()),
  );
  await presynth.restart();
}
