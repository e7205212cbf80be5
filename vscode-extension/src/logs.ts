import * as vscode from 'vscode';
import { own } from './settings';

/** The three logs: what the extension does, what the server says, and what they say to each other. */
export class Logs implements vscode.Disposable {
  readonly client = vscode.window.createOutputChannel('presynth', { log: true });
  readonly server = vscode.window.createOutputChannel('presynth server', { log: true });
  private readonly protocol = vscode.window.createOutputChannel('presynth protocol', { log: true });
  private readonly levelChanged = new vscode.EventEmitter<vscode.LogLevel>();

  /** The protocol's log in the form that the client library takes: it asks the channel's level whether to trace. */
  readonly trace: vscode.LogOutputChannel;

  constructor() {
    const { protocol, levelChanged } = this;
    this.trace = Object.create(protocol, {
      logLevel: { get: traceLevel },
      onDidChangeLogLevel: { value: levelChanged.event },
      trace: { value: protocol.info.bind(protocol) },
    }) as vscode.LogOutputChannel;
  }

  traceSettingChanged(): void {
    this.levelChanged.fire(traceLevel());
  }

  dispose(): void {
    for (const each of [this.client, this.server, this.protocol, this.levelChanged]) each.dispose();
  }
}

function traceLevel(): vscode.LogLevel {
  return own<string>('trace.server', 'off') === 'off' ? vscode.LogLevel.Off : vscode.LogLevel.Trace;
}
