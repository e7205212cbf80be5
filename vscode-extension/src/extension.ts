import * as vscode from 'vscode';
import * as commands from './commands';
import { Presynth } from './presynth';
import { isOfProject } from './projects';

let presynth: Presynth | undefined;

/** Called for the first Python file; the server is started for the first one of a CDKTF or CDK Terrain project. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const active = (presynth = new Presynth(context));
  const consider = async (document: vscode.TextDocument): Promise<void> => {
    if (!active.isStarted && isOfProject(document)) await active.start();
  };
  context.subscriptions.push(
    ...commands.register(active),
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidChangeTextDocument(({ document }) => consider(document)),
    vscode.workspace.onDidSaveTextDocument(consider),
  );
  await Promise.all(vscode.workspace.textDocuments.map(consider));
}

export const deactivate = (): Promise<void> | undefined => presynth?.stop();
