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
    this.show('presynth', 'not started: no CDKTF or CDK Terrain code has been opened');
  }

  show(text: string, detail: string, severity = vscode.LanguageStatusSeverity.Information): void {
    Object.assign(this.item, { text, detail, severity, busy: false });
  }

  /** Why nothing is judged. */
  failed(reason: string): void {
    this.show('presynth', reason, vscode.LanguageStatusSeverity.Error);
  }

  working(what: string): void {
    Object.assign(this.item, { detail: what, busy: true });
  }

  running(version: string, schemas: readonly Schema[]): void {
    const bundled = schemas.some((each) => each.source === 'bundled') ? ' (bundled with presynth)' : '';
    this.show(`presynth ${version}`, schemas.map((each) => `${each.assembly} ${each.version}`).join(', ') + bundled);
  }

  dispose(): void {
    this.item.dispose();
  }
}
