import * as vscode from 'vscode';

/** As much of the Python extension's API as is used here. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<ResolvedEnvironment | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

interface ResolvedEnvironment {
  readonly executable: { readonly sysPrefix?: string };
  /** Undefined for an interpreter that is no environment: the system's. */
  readonly environment?: { readonly folderUri: vscode.Uri };
}

export interface SelectedEnvironment {
  readonly folder: string;
  readonly isSystem: boolean;
}

/** The interpreters that the user has selected, as far as the Python extension is there to tell. */
export class PythonEnvironments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private listener: vscode.Disposable | undefined;
  private connection: Promise<PythonApi | undefined> | undefined;

  readonly onDidChange = this.changed.event;

  async selected(resource?: vscode.Uri): Promise<SelectedEnvironment | undefined> {
    this.connection ??= this.connect();
    const environments = (await this.connection)?.environments;
    if (environments === undefined) return undefined;
    const found = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
    const folder = found?.environment?.folderUri.fsPath ?? found?.executable.sysPrefix;
    return folder === undefined ? undefined : { folder, isSystem: found?.environment === undefined };
  }

  dispose(): void {
    this.listener?.dispose();
    this.changed.dispose();
  }

  private async connect(): Promise<PythonApi | undefined> {
    const extension = vscode.extensions.getExtension<Partial<PythonApi>>('ms-python.python');
    if (extension === undefined) return undefined;
    const { environments } = await extension.activate();
    if (environments === undefined) return undefined;
    this.listener = environments.onDidChangeActiveEnvironmentPath(() => {
      this.changed.fire();
    });
    return { environments };
  }
}
