import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  LanguageClientOptions,
  Middleware,
  State,
  Trace,
} from 'vscode-languageclient/node';
import { Graph, showGraph } from './graph';
import type { Presynth } from './presynth';
import { FoundServer } from './search';
import { forwarded, own } from './settings';
import { Schema } from './status';

const GRAPH = 'presynth.showGraph';
/** Commands that are the server's: in the palette only while it offers them. */
const OFFERED = [GRAPH, 'presynth.openRule', 'presynth.rebuildIndex'];

/** One run of a server, from its start to its end; the client library restarts it when it dies. */
export class Connection {
  private readonly client: LanguageClient;

  private constructor(
    readonly server: FoundServer,
    private readonly presynth: Presynth,
    initial: Record<string, unknown>,
  ) {
    const options: LanguageClientOptions = {
      documentSelector: [{ scheme: 'file', language: 'python' }],
      outputChannel: presynth.logs.server,
      traceOutputChannel: presynth.logs.trace,
      initializationOptions: { settings: initial },
      middleware: this.middleware(),
    };
    const args = ['server', '--log-level', own('logLevel', 'WARNING')];
    const program = { command: server.command, args, options: { cwd: homedir() } };
    this.client = new LanguageClient('presynth', 'presynth', program, options);
    this.client.onDidChangeState(({ newState }) => this.stateChanged(newState));
  }

  static async open(server: FoundServer, presynth: Presynth): Promise<Connection> {
    const settings = await forwarded(presynth.context.extension, presynth.python);
    const connection = new Connection(server, presynth, settings);
    await connection.client.start();
    return connection;
  }

  /** Let the server ask for its settings again. */
  async settingsChanged(): Promise<void> {
    if (!this.client.isRunning()) return;
    await this.trace();
    await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await this.showStatus();
  }

  /** Ask the server what it judges the code in the active editor by, and show it. */
  async showStatus(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'python' || !this.client.isRunning()) return;
    this.presynth.status.running(this.server.version, await this.schemas(document.uri));
  }

  async schemas(uri: vscode.Uri): Promise<Schema[]> {
    return this.client.sendRequest<Schema[]>('presynth/schema', { textDocument: { uri: uri.toString() } });
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  private async trace(): Promise<void> {
    await this.client.setTrace(Trace.fromString(own('trace.server', 'off')));
  }

  private async stateChanged(state: State): Promise<void> {
    const offered = this.client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    for (const command of OFFERED) {
      const isThere = state === State.Running && offered.includes(command);
      await vscode.commands.executeCommand('setContext', `${command}.isOffered`, isThere);
    }
    if (state === State.Starting) this.presynth.status.working('starting');
    else if (state === State.Stopped) this.presynth.status.failed('not running');
    else {
      this.presynth.status.running(this.server.version, []);
      await this.trace();
      await this.showStatus();
    }
  }

  private middleware(): Middleware {
    const { context, python, status } = this.presynth;
    const settings = (scope: string | undefined): Promise<Record<string, unknown>> =>
      forwarded(context.extension, python, scope === undefined ? undefined : vscode.Uri.parse(scope));
    return {
      workspace: { configuration: ({ items }) => Promise.all(items.map(({ scopeUri }) => settings(scopeUri))) },
      handleWorkDoneProgress: (token, params, next) => {
        if (params.kind === 'begin') status.working(params.title);
        else if (params.kind === 'end') void this.showStatus();
        next(token, params);
      },
      executeCommand: async (command, given: unknown[], next): Promise<unknown> => {
        const editor = vscode.window.activeTextEditor;
        // Chosen from the palette, a command is about the place where the cursor is.
        const place = editor === undefined ? [] : [editor.document.uri.toString(), editor.selection.active];
        const answer: unknown = await next(command, given.length > 0 ? given : place);
        if (command === GRAPH && answer !== undefined) await showGraph(answer as Graph);
        return answer;
      },
    };
  }
}
