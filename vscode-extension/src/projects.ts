import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

const IMPORT = /^[ \t]*(?:from|import)[ \t]+(?:cdktf|cdktn|imports\.)/m;

/** Whether a document is part of a CDKTF or CDK Terrain project: by what it imports, or a `cdktf.json` above it. */
export function isOfProject(document: vscode.TextDocument): boolean {
  if (document.languageId !== 'python' || document.uri.scheme !== 'file') return false;
  return IMPORT.test(document.getText()) || isConfigured(document.uri.fsPath);
}

function isConfigured(file: string): boolean {
  const folder = path.dirname(file);
  return fs.existsSync(path.join(folder, 'cdktf.json')) || (folder !== file && isConfigured(folder));
}
