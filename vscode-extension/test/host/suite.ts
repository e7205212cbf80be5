// Runs inside VS Code's extension host, beside presynth as it is shipped and a stand-in for the Python extension, in the
// workspace that tests/e2e/test_extension_host.py lays out: two folders, and environments beside them.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

interface StandIn {
  select(folder: string | undefined, isSystem?: boolean): void;
}

interface DebugInformation {
  readonly server: { readonly command?: string };
  readonly schemas: readonly { readonly path: string }[];
  readonly settings: Readonly<Record<string, unknown>>;
}

const PATIENCE_MS = Number(process.env['PRESYNTH_PATIENCE']) * 1000;
const [project, other] = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
assert.ok(project !== undefined && other !== undefined);
const stack = path.join(project, 'main.py');
const environments = path.join(path.dirname(project), 'environments');
const offered = ['presynth.showGraph', 'presynth.openRule', 'presynth.rebuildIndex'];

async function until<T>(what: string, condition: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function show(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.file(file));
}

function codes(file: string): string {
  const said = vscode.languages.getDiagnostics(vscode.Uri.file(file)).filter((each) => each.source === 'presynth');
  return said.map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code))).sort().join(' ');
}

async function judged(file: string, expected: string): Promise<void> {
  await until(`${path.basename(file)} has [${expected}], now [${codes(file)}]`, () => codes(file) === expected).catch(() =>
    assert.equal(codes(file), expected),
  );
}

async function standIn(): Promise<StandIn> {
  const extension = vscode.extensions.getExtension<StandIn>('ms-python.python');
  assert.ok(extension);
  return extension.activate();
}

async function debugInformation(): Promise<DebugInformation> {
  await vscode.commands.executeCommand('presynth.copyDebugInformation');
  return JSON.parse(await vscode.env.clipboard.readText()) as DebugInformation;
}

const serverIs = (command: string): Promise<boolean> =>
  until(`the server is ${command}`, async () => (await debugInformation()).server.command === command);

const tests: Record<string, () => Promise<void>> = {
  'a file of no project starts no server': async () => {
    await show(path.join(project, 'notes.py'));
    await vscode.extensions.getExtension('presynth.presynth')?.activate();
    const commands = await vscode.commands.getCommands();
    assert.ok(commands.includes('presynth.restart'));
    assert.deepEqual(offered.filter((each) => commands.includes(each)), []);
  },

  'a stack starts the server, whose commands are then there': async () => {
    (await standIn()).select(path.join(environments, 'old'));
    await show(stack);
    await judged(stack, 'PS103');
    const commands = await vscode.commands.getCommands();
    assert.deepEqual(offered.filter((each) => !commands.includes(each)), []);
  },

  'each folder has its own settings': async () => {
    await show(path.join(other, 'main.py'));
    await judged(path.join(other, 'main.py'), '');
    assert.deepEqual((await debugInformation()).settings['ignore'], ['unknown-argument']);
    await show(stack);
    assert.equal((await debugInformation()).settings['ignore'], undefined);
  },

  'another environment is another schema, for the same server': async () => {
    const { server } = await debugInformation();
    (await standIn()).select(path.join(environments, 'new'));
    await judged(stack, '');
    const information = await debugInformation();
    assert.equal(information.server.command, server.command);
    assert.equal(information.settings['activeEnvironment'], path.join(environments, 'new'));
    assert.ok(information.schemas.some((each) => each.path.startsWith(path.join(environments, 'new'))));
    (await standIn()).select(path.join(environments, 'old'));
    await judged(stack, 'PS103');
  },

  'an interpreter that is no environment is not the schema': async () => {
    (await standIn()).select(path.join(environments, 'new'), true);
    await until('it is selected', async () => (await debugInformation()).settings['activeEnvironment'] === undefined);
    (await standIn()).select(path.join(environments, 'old'));
    await judged(stack, 'PS103');
  },

  'the presynth of the selected environment runs': async () => {
    const before = (await debugInformation()).server.command ?? '';
    (await standIn()).select(path.join(environments, 'whole'));
    await serverIs(path.join(environments, 'whole', 'bin', 'presynth'));
    await judged(stack, '');
    (await standIn()).select(path.join(environments, 'old'));
    await serverIs(before);
    await judged(stack, 'PS103');
  },

  'an environment beside the code is noticed, and once more when it is made anew': async () => {
    const venv = path.join(project, '.venv');
    (await standIn()).select(undefined);
    fs.cpSync(path.join(environments, 'whole'), venv, { recursive: true });
    await serverIs(path.join(venv, 'bin', 'presynth'));
    await judged(stack, '');
    fs.rmSync(venv, { recursive: true });
    fs.cpSync(path.join(environments, 'old'), venv, { recursive: true });
    await judged(stack, 'PS103');
    await until('the server is another', async () => !((await debugInformation()).server.command ?? venv).startsWith(venv));
    fs.rmSync(venv, { recursive: true });
    (await standIn()).select(path.join(environments, 'old'));
  },

  'settings count at once': async () => {
    const configuration = vscode.workspace.getConfiguration('presynth', vscode.Uri.file(stack));
    await judged(stack, 'PS103');
    await configuration.update('ignore', ['PS103'], vscode.ConfigurationTarget.WorkspaceFolder);
    await judged(stack, '');
    await configuration.update('ignore', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await judged(stack, 'PS103');
  },

  'restarted five times at once, it answers': async () => {
    await Promise.all(Array.from({ length: 5 }, () => vscode.commands.executeCommand('presynth.restart')));
    await judged(stack, 'PS103');
  },

  'hover, completion and fixes are the server\'s': async () => {
    const editor = await show(stack);
    const [at, free] = ['line_one1', 'line_two'].map((word) =>
      editor.document.positionAt(editor.document.getText().indexOf(word)),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
    const said = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).map(({ value }) => value).join('\n');
    assert.match(said, /line_one1/);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      free,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('lid='), labels.join(' '));
    const { range } = vscode.languages.getDiagnostics(editor.document.uri)[0] ?? {};
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      range,
    );
    assert.ok(actions.some(({ title }) => title.startsWith('Ignore unknown-argument')), actions.map(({ title }) => title).join());
  },

  'the graph is a picture in a tab': async () => {
    await show(stack);
    await vscode.commands.executeCommand('presynth.showGraph');
    const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const tab = await until('a tab', () => tabs().find(({ input }) => input instanceof vscode.TabInputWebview));
    assert.equal(tab.label, 'Graph of project');
    await vscode.window.tabGroups.close(tab);
  },
};

/** What VS Code calls; it rejects when a test has failed. */
export async function run(): Promise<void> {
  const failed: string[] = [];
  for (const [name, test] of Object.entries(tests)) {
    const start = Date.now();
    try {
      await test();
      console.log(`ok: ${name} (${(Date.now() - start) / 1000} s)`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  assert.deepEqual(failed, []);
}
