import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  LanguageClientOptions,
  Middleware,
  State,
} from 'vscode-languageclient/node';
import type { Presynth } from './presynth';
import { FoundServer } from './search';
import { forwarded, own } from './settings';
import { Schema, Status } from './status';

type Settings = (resource?: vscode.Uri) => Promise<Record<string, unknown>>;

const OFFERED = ['presynth.showGraph', 'presynth.openRule', 'presynth.rebuildIndex'];

/** One run of a server, from its start to its end; the client library restarts it when it dies. */
export class Connection {
  private constructor(
    private readonly client: LanguageClient,
    private readonly status: Status,
    readonly server: FoundServer,
  ) {}

  static async open(
    server: FoundServer,
    { context, python, logs, status }: Pick<Presynth, 'context' | 'python' | 'logs' | 'status'>,
  ): Promise<Connection> {
    const settings: Settings = (resource) => forwarded(context.extension, python, resource);
    const options: LanguageClientOptions = {
      documentSelector: [{ scheme: 'file', language: 'python' }],
      outputChannel: logs.server,
      traceOutputChannel: logs.trace,
      initializationOptions: { settings: await settings() },
      middleware: middleware(settings, status),
    };
    const client = new LanguageClient(
      'presynth',
      'presynth',
      {
        command: server.command,
        args: ['server', '--log-level', own('logLevel', 'WARNING')],
        options: { cwd: homedir() },
      },
      options,
    );
    const connection = new Connection(client, status, server);
    client.onDidChangeState(({ newState }) => void connection.stateChanged(newState));
    await client.start();
    return connection;
  }

  /** Let the server ask for its settings again. */
  async settingsChanged(): Promise<void> {
    if (!this.client.isRunning()) return;
    await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await this.showSchemas();
  }

  /** Ask the server what it judges the code in the active editor by, and show it. */
  async showSchemas(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'python' || !this.client.isRunning()) return;
    this.status.schemas(await this.schemas(document.uri));
  }

  async schemas(uri: vscode.Uri): Promise<Schema[]> {
    return this.client.sendRequest<Schema[]>('presynth/schema', { textDocument: { uri: uri.toString() } });
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  private async stateChanged(state: State): Promise<void> {
    const offered = this.client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    for (const command of OFFERED) {
      const isThere = state === State.Running && offered.includes(command);
      await vscode.commands.executeCommand('setContext', `${command}.isOffered`, isThere);
    }
    if (state === State.Starting) this.status.starting();
    else if (state === State.Stopped) this.status.stopped('not running', vscode.LanguageStatusSeverity.Error);
    else {
      this.status.running(this.server.version);
      await this.showSchemas();
    }
  }
}

function middleware(settings: Settings, status: Status): Middleware {
  return {
    workspace: {
      configuration: ({ items }) =>
        Promise.all(items.map(({ scopeUri }) => settings(scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri)))),
    },
    handleWorkDoneProgress: (token, params, next) => {
      if (params.kind === 'begin') status.working(params.title);
      else if (params.kind === 'end') status.working(undefined);
      next(token, params);
    },
    executeCommand: (command, given: unknown[], next): unknown => {
      const editor = vscode.window.activeTextEditor;
      // Chosen from the palette, a command is about the place where the cursor is.
      const place = editor === undefined ? [] : [editor.document.uri.toString(), editor.selection.active];
      return next(command, given.length > 0 ? given : place);
    },
  };
}
