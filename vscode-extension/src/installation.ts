import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { programIn } from './lookup';

type Run = (command: string, ...options: string[]) => Promise<string>;

/**
 * Installs the server that ships inside the extension into an environment, which is made where it does not exist.
 * Its requirements come from the index that pip is set up with, where they are not in the environment yet.
 */
export async function install(
  context: vscode.ExtensionContext,
  environment: string,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const run = runner(log);
  const wheel = await wheelOf(context);
  const python = programIn(environment, 'python', process.platform);
  if (!(await exists(python))) await makeEnvironment(run, environment);
  const pip = await pipOf(run, python);
  try {
    await pip('--no-index', wheel);
  } catch {
    await pip(wheel);
  }
}

function runner(log: vscode.LogOutputChannel): Run {
  return (command, ...options) =>
    new Promise((resolve, reject) => {
      log.info('$', command, ...options);
      execFile(command, options, { cwd: path.parse(process.cwd()).root }, (error, stdout, stderr) => {
        if (stdout !== '') log.info(stdout);
        if (stderr !== '') log.info(stderr);
        if (error) reject(new Error(stderr.trim().split('\n').at(-1) ?? error.message));
        else resolve(stdout);
      });
    });
}

async function wheelOf(context: vscode.ExtensionContext): Promise<string> {
  const folder = context.asAbsolutePath('wheel');
  const name = (await fs.readdir(folder)).find((each) => each.endsWith('.whl'));
  if (name === undefined) throw new Error(`no wheel in ${folder}`);
  return path.join(folder, name);
}

async function makeEnvironment(run: Run, environment: string): Promise<void> {
  const interpreter = process.platform === 'win32' ? 'py' : 'python3';
  await run(interpreter, '-m', 'venv', environment);
}

/** pip's `install` for an interpreter; uv's where the environment has no pip, as those that uv makes. */
async function pipOf(run: Run, python: string): Promise<(...options: string[]) => Promise<string>> {
  try {
    // Isolated, as everything here: not even a module of the current folder's may stand in for pip.
    await run(python, '-I', '-m', 'pip', '--version');
    return (...options) => run(python, '-I', '-m', 'pip', 'install', '--upgrade', '--disable-pip-version-check', ...options);
  } catch {
    return (...options) => run('uv', 'pip', 'install', '--upgrade', '--python', python, ...options);
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}
