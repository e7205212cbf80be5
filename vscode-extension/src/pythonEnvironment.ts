import type { PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';

type PythonApi = Partial<PythonExtension>;

export interface SelectedEnvironment {
  readonly folder: string;
  /** An interpreter that is no environment. */
  readonly isSystem: boolean;
}

/** The interpreters that the user has selected, as far as the Python extension is there to tell. */
export class PythonEnvironments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<unknown>();
  private listener: vscode.Disposable | undefined;
  private api: Promise<PythonApi | undefined> | undefined;

  readonly onDidChange = this.changed.event;

  async selected(resource?: vscode.Uri): Promise<SelectedEnvironment | undefined> {
    this.api ??= this.connect();
    const environments = (await this.api)?.environments;
    const found = await environments?.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
    const folder = found?.environment?.folderUri.fsPath ?? found?.executable.sysPrefix;
    return folder === undefined ? undefined : { folder, isSystem: found?.environment === undefined };
  }

  dispose(): void {
    this.listener?.dispose();
    this.changed.dispose();
  }

  private async connect(): Promise<PythonApi | undefined> {
    const api = await vscode.extensions.getExtension<PythonApi>('ms-python.python')?.activate();
    this.listener = api?.environments?.onDidChangeActiveEnvironmentPath((event) => this.changed.fire(event));
    return api;
  }
}
