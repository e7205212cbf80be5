import * as vscode from 'vscode';

/** What verdicts rest on: one assembly, as `presynth check --output-format json` names it. */
export interface Schema {
  readonly assembly: string;
  readonly version: string;
  readonly source: string;
}

/** The item behind the braces in the status bar of a Python file. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('presynth', { language: 'python' });

  constructor() {
    this.item.name = 'presynth';
    this.item.command = { title: 'Show log', command: 'presynth.showServerLog' };
    this.stopped('not started: no CDKTF or CDK Terrain code has been opened');
  }

  starting(): void {
    this.show('presynth', 'starting', true);
  }

  running(version: string): void {
    this.show(`presynth ${version}`, '', false);
  }

  stopped(reason: string, severity = vscode.LanguageStatusSeverity.Information): void {
    this.show('presynth', reason, false, severity);
  }

  /** What the server is busy with; undefined when it is done. */
  working(what: string | undefined): void {
    this.item.busy = what !== undefined;
    if (what !== undefined) this.item.detail = what;
  }

  schemas(schemas: readonly Schema[]): void {
    const bundled = schemas.some((each) => each.source === 'bundled') ? ' (bundled with presynth)' : '';
    this.item.detail = schemas.map((each) => `${each.assembly} ${each.version}`).join(', ') + bundled;
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(
    text: string,
    detail: string,
    busy: boolean,
    severity = vscode.LanguageStatusSeverity.Information,
  ): void {
    Object.assign(this.item, { text, detail, busy, severity });
  }
}
