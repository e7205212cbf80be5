import * as path from 'node:path';
import * as vscode from 'vscode';

/** What the server answers to `presynth.showGraph`. */
export interface Graph {
  readonly format: string;
  readonly text: string;
  readonly folder: string;
}

// Neither scripts nor anything from elsewhere: the picture needs its own style only.
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;

/** Shows a picture in a tab of its own, and a graph in any other format as the text it is. */
export async function showGraph({ format, text, folder }: Graph): Promise<void> {
  if (format === 'svg') {
    const title = `Graph of ${path.basename(folder)}`;
    const panel = vscode.window.createWebviewPanel('presynth.graph', title, vscode.ViewColumn.Beside);
    panel.webview.html = `<!DOCTYPE html><html><head>${POLICY}</head><body style="background: white">${text}</body></html>`;
  } else {
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  }
}
