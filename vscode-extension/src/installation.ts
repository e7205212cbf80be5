import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { programIn } from './lookup';
import { outputOf } from './programs';
import { versionOf } from './version';

type Run = (command: string, ...options: string[]) => Promise<void>;

/**
 * Installs the server that ships inside the extension into an environment, which is made where it does not exist.
 * The index that pip or uv is set up with is asked only for requirements that are not in the environment yet.
 */
export async function install(
  context: vscode.ExtensionContext,
  environment: string,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const run: Run = async (command, ...options) => {
    log.info('$', command, ...options);
    log.info(await outputOf(command, options));
  };
  const wheel = wheelIn(context.asAbsolutePath('wheel'));
  const python = programIn(environment, 'python', process.platform);
  if (!fs.existsSync(python)) await makeEnvironment(run, environment);
  const pip = await installer(run, python);
  await pip('--upgrade', wheel);
  // The same version would be left as it is, even where it lacks something.
  const repair = (): Promise<void> => pip('--force-reinstall', '--no-deps', '--no-index', wheel);
  await versionOf(programIn(environment, 'presynth', process.platform)).catch(repair);
}

function wheelIn(folder: string): string {
  const name = fs.readdirSync(folder).find((each) => each.endsWith('.whl'));
  if (name === undefined) throw new Error(`no wheel in ${folder}`);
  return path.join(folder, name);
}

async function makeEnvironment(run: Run, environment: string): Promise<void> {
  const interpreter = process.platform === 'win32' ? 'py' : 'python3';
  await run(interpreter, '-m', 'venv', environment).catch(() => run('uv', 'venv', '--clear', environment));
}

/** pip's `install` for an interpreter; uv's where the environment has no pip, as those that uv makes. */
async function installer(run: Run, python: string): Promise<(...options: string[]) => Promise<void>> {
  try {
    // Isolated, as everything here: not even a module of the current folder's may stand in for pip.
    await run(python, '-I', '-m', 'pip', '--version');
    return (...options) => run(python, '-I', '-m', 'pip', 'install', '--disable-pip-version-check', ...options);
  } catch {
    return (...options) => run('uv', 'pip', 'install', '--python', python, ...options);
  }
}
