import * as vscode from 'vscode';
import { PythonEnvironments } from './pythonEnvironment';

const SECTION = 'presynth';
/** Settings that are the extension's own. */
const OWN = ['path', 'logLevel', 'trace.server'];

/** What the server is told for a folder: what the user has set, and the selected environment. */
export async function forwarded(
  extension: vscode.Extension<unknown>,
  environments: PythonEnvironments,
  resource?: vscode.Uri,
): Promise<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration(SECTION, resource ?? null);
  const values: Record<string, unknown> = {};
  for (const key of keys(extension)) {
    const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(key) ?? {};
    // A default that VS Code shows must not replace what the project's own file says.
    const isSet = [globalValue, workspaceValue, workspaceFolderValue].some((value) => (value ?? undefined) !== undefined);
    if (isSet) values[key] = configuration.get(key);
  }
  const selected = vscode.workspace.isTrusted ? await environments.selected(resource) : undefined;
  if (selected?.isSystem === false) values['activeEnvironment'] = selected.folder;
  return values;
}

/** A setting that the extension itself goes by. */
export function own<T>(key: string, fallback: T): T {
  return vscode.workspace.getConfiguration(SECTION).get<T>(key, fallback);
}

function keys(extension: vscode.Extension<unknown>): string[] {
  const manifest = extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, unknown> } };
  };
  const names = Object.keys(manifest.contributes.configuration.properties);
  return names.map((name) => name.slice(SECTION.length + 1)).filter((name) => !OWN.includes(name));
}
