import * as vscode from 'vscode';

/** The three logs: what the extension does, what the server says, and what they say to each other. */
export class Logs implements vscode.Disposable {
  readonly client = vscode.window.createOutputChannel('presynth', { log: true });
  readonly server = vscode.window.createOutputChannel('presynth server', { log: true });
  private readonly protocol = vscode.window.createOutputChannel('presynth protocol', { log: true });

  /** The protocol's log as the client library takes it. What is traced is shown: the setting says whether there is any. */
  readonly trace = Object.create(this.protocol, {
    trace: { value: this.protocol.info.bind(this.protocol) },
  }) as vscode.LogOutputChannel;

  dispose(): void {
    for (const each of [this.client, this.server, this.protocol]) each.dispose();
  }
}
