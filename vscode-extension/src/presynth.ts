import * as path from 'node:path';
import * as vscode from 'vscode';
import { Connection } from './client';
import { install } from './installation';
import { Logs } from './logs';
import { PythonEnvironments } from './pythonEnvironment';
import { Restarts } from './restarts';
import { FoundServer, messageOf, Problem, search } from './search';
import { Status } from './status';

const DOCUMENTATION = 'https://presynth.readthedocs.io/editors/vscode/';
/** Files of an environment beside the code, and itself: they change when it is made anew or presynth is installed. */
const ENVIRONMENT = ['', '/pyvenv.cfg', '/{bin,Scripts}/presynth*'];
/** So long nothing must change before what has changed counts: installing takes its time. */
const QUIET_MS = 1000;

/** The settings that count when a server is started. */
const STARTED_WITH = ['path', 'logLevel', 'workspaceDiagnostics'];

/** The extension while it is active: at most one server, started anew whenever what it depends on changes. */
export class Presynth {
  readonly logs = new Logs();
  readonly python = new PythonEnvironments();
  readonly status = new Status();
  private readonly restarts = new Restarts(() => this.renew());
  private told = '';
  isStarted = false;
  connection: Connection | undefined;

  constructor(readonly context: vscode.ExtensionContext) {
    context.subscriptions.push(this.status, this.python, this.logs);
  }

  /** Begin to keep a server running. */
  async start(): Promise<void> {
    this.isStarted = true;
    let quiet: NodeJS.Timeout | undefined;
    const installed = (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(() => void this.environmentChanged(), QUIET_MS);
    };
    for (const file of ENVIRONMENT) {
      const watcher = vscode.workspace.createFileSystemWatcher(`**/{.venv,venv,env}${file}`, false, false, true);
      this.context.subscriptions.push(watcher, watcher.onDidCreate(installed), watcher.onDidChange(installed));
    }
    this.context.subscriptions.push(
      this.python.onDidChange(() => this.environmentChanged()),
      vscode.workspace.onDidGrantWorkspaceTrust(this.restart),
      vscode.workspace.onDidChangeConfiguration((change) => this.settingsChanged(change)),
      vscode.window.onDidChangeActiveTextEditor(() => this.connection?.showStatus()),
    );
    await this.restart();
  }

  /** Start the server, or start it anew; resolves when it answers, or when the user has been told why it does not. */
  readonly restart = (): Promise<void> => this.restarts.request();

  /** The same, and problems that the user has seen are said again. */
  async restartAtRequest(): Promise<void> {
    this.told = '';
    await this.restart();
  }

  async stop(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    await connection?.close().catch((error: unknown) => this.logs.client.warn('the server did not stop:', messageOf(error)));
  }

  /** Another server may be the right one, or the same with another schema. */
  private async environmentChanged(): Promise<void> {
    const { server } = await search(this.context, this.python);
    const current = this.connection?.server;
    if (server !== undefined && server.command === current?.command && server.made === current.made) {
      await this.connection?.settingsChanged();
    } else await this.restart();
  }

  private async settingsChanged(change: vscode.ConfigurationChangeEvent): Promise<void> {
    if (!change.affectsConfiguration('presynth')) return;
    if (STARTED_WITH.some((name) => change.affectsConfiguration(`presynth.${name}`))) {
      await this.restart();
    } else await this.connection?.settingsChanged();
  }

  private async renew(): Promise<void> {
    await this.stop();
    this.status.working('starting');
    const { server, problem } = await search(this.context, this.python);
    const failure = server === undefined ? undefined : await this.open(server);
    const wrong = failure ?? problem;
    if (this.connection === undefined) this.status.failed(wrong?.message ?? 'not running');
    // Not waited for: the question stays until it is answered.
    if (wrong !== undefined && wrong.message !== this.told) void this.tell(wrong);
    this.told = wrong?.message ?? '';
  }

  /** Start a server; returns why it could not be. */
  private async open(server: FoundServer): Promise<Problem | undefined> {
    this.logs.client.info(`presynth ${server.version}: ${server.command} (${server.origin})`);
    try {
      this.connection = await Connection.open(server, this);
      return undefined;
    } catch (error) {
      return { message: `${server.command} (${server.origin}) could not be started: ${messageOf(error)}.` };
    }
  }

  private async tell({ message, environment }: Problem): Promise<void> {
    this.logs.client.warn(message);
    const actions: Record<string, () => unknown> = {
      ...(environment !== undefined && { 'Install into the environment': () => this.install(environment) }),
      'Choose…': () => this.choose(),
      Docs: () => vscode.env.openExternal(vscode.Uri.parse(DOCUMENTATION)),
    };
    const answer = await vscode.window.showWarningMessage(message, ...Object.keys(actions));
    if (answer !== undefined) await actions[answer]?.();
  }

  private async choose(): Promise<void> {
    const [file] = (await vscode.window.showOpenDialog({ title: 'Where is the program presynth?' })) ?? [];
    const settings = vscode.workspace.getConfiguration('presynth');
    if (file !== undefined) await settings.update('path', file.fsPath, vscode.ConfigurationTarget.Global);
  }

  private async install(environment: string): Promise<void> {
    const title = `Installing presynth into ${path.basename(environment)}`;
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
        install(this.context, environment, this.logs.client),
      );
      await this.restart();
    } catch (error) {
      await this.tell({ message: `presynth could not be installed: ${messageOf(error)}.`, environment });
    }
  }
}
