import * as path from 'node:path';
import * as vscode from 'vscode';

const IMPORT = /^[ \t]*(?:from|import)[ \t]+(?:cdktf|cdktn|imports\.)/m;

/** Whether a document is part of a CDKTF or CDK Terrain project: by what it imports, or a `cdktf.json` above it. */
export async function isOfProject(document: vscode.TextDocument): Promise<boolean> {
  if (document.languageId !== 'python' || document.uri.scheme !== 'file') return false;
  return IMPORT.test(document.getText()) || (await hasConfigurationAbove(document.uri));
}

async function hasConfigurationAbove(uri: vscode.Uri): Promise<boolean> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  for (let folder = path.dirname(uri.fsPath); ; folder = path.dirname(folder)) {
    if (await exists(vscode.Uri.file(path.join(folder, 'cdktf.json')))) return true;
    if (folder === root || folder === path.dirname(folder)) return false;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
