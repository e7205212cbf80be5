import * as path from 'node:path';
import * as vscode from 'vscode';
import { Connection } from './client';
import { install } from './installation';
import { Logs } from './logs';
import { PythonEnvironments } from './pythonEnvironment';
import { Restarts } from './restarts';
import { NoServer, search } from './search';
import { Status } from './status';

const DOCUMENTATION = 'https://presynth.readthedocs.io/editors/vscode/';

/** What counts when a server is started. */
const STARTED_WITH = ['path', 'logLevel', 'workspaceDiagnostics'];

/** The extension while it is active: at most one server, started anew whenever what it depends on changes. */
export class Presynth implements vscode.Disposable {
  readonly logs = new Logs();
  readonly python = new PythonEnvironments();
  readonly status = new Status();
  private readonly restarts = new Restarts(() => this.renew());
  private told = '';
  connection: Connection | undefined;

  constructor(readonly context: vscode.ExtensionContext) {}

  /** Start the server, or start it anew; resolves when it answers, or when the user has been told why it does not. */
  async restart(): Promise<void> {
    await this.restarts.request();
  }

  /** The same, and problems that the user has seen are said again. */
  async restartAtRequest(): Promise<void> {
    this.told = '';
    await this.restart();
  }

  /** The selected environment has changed: another server may be the right one, or the same with another schema. */
  async environmentChanged(): Promise<void> {
    const found = await search(this.context, this.python).catch(() => undefined);
    if (found !== undefined && found.command === this.connection?.server.command) {
      await this.connection.settingsChanged();
    } else await this.restart();
  }

  async settingsChanged(change: vscode.ConfigurationChangeEvent): Promise<void> {
    if (!change.affectsConfiguration('presynth')) return;
    this.logs.traceSettingChanged();
    if (STARTED_WITH.some((name) => change.affectsConfiguration(`presynth.${name}`))) {
      await this.restart();
    } else await this.connection?.settingsChanged();
  }

  async stop(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    await connection?.close().catch((error: unknown) => {
      this.logs.client.warn('the server did not stop:', String(error));
    });
  }

  dispose(): void {
    for (const each of [this.status, this.python, this.logs]) each.dispose();
  }

  private async renew(): Promise<void> {
    await this.stop();
    this.status.starting();
    try {
      const server = await search(this.context, this.python);
      this.logs.client.info(`presynth ${server.version}: ${server.command} (${server.origin})`);
      this.connection = await Connection.open(server, this);
      this.told = '';
    } catch (error) {
      this.logs.client.error(String(error));
      const message = error instanceof Error ? error.message : String(error);
      this.status.stopped(message, vscode.LanguageStatusSeverity.Error);
      // Not waited for: the question stays until it is answered.
      if (message !== this.told) void this.tell(message, error instanceof NoServer ? error.environment : undefined);
      this.told = message;
    }
  }

  private async tell(message: string, environment: string | undefined): Promise<void> {
    const installing = environment === undefined ? {} : { 'Install into the environment': () => this.install(environment) };
    const actions: Record<string, () => unknown> = {
      ...installing,
      'Choose…': () => this.choose(),
      Docs: () => vscode.env.openExternal(vscode.Uri.parse(DOCUMENTATION)),
    };
    const answer = await vscode.window.showWarningMessage(message, ...Object.keys(actions));
    if (answer !== undefined) await actions[answer]?.();
  }

  private async choose(): Promise<void> {
    const [file] = (await vscode.window.showOpenDialog({ title: 'Where is the program presynth?' })) ?? [];
    if (file === undefined) return;
    const configuration = vscode.workspace.getConfiguration('presynth');
    await configuration.update('path', file.fsPath, vscode.ConfigurationTarget.Global);
  }

  private async install(environment: string): Promise<void> {
    const title = `Installing presynth into ${path.basename(environment)}`;
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
        install(this.context, environment, this.logs.client),
      );
    } catch (error) {
      this.logs.client.error(String(error));
      const answer = await vscode.window.showErrorMessage(`presynth could not be installed: ${String(error)}`, 'Show log');
      if (answer !== undefined) this.logs.client.show();
      return;
    }
    await this.restart();
  }
}
