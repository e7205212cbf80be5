import { outputOf } from './programs';

/** The oldest server that this extension speaks to. */
export const NEEDED_VERSION = '0.1.0';

const PATIENCE_MS = 30_000;

/** What `presynth --version` says. Rejects where the program cannot be run, is something else, or is too old. */
export async function versionOf(command: string, needed: string = NEEDED_VERSION): Promise<string> {
  const output = await outputOf(command, ['--version'], PATIENCE_MS);
  const version = /^presynth (\d+\.\d+\S*)/m.exec(output)?.[1];
  if (version === undefined) throw new Error(`it does not say that it is presynth: ${output.trim()}`);
  if (version.localeCompare(needed, 'en', { numeric: true }) < 0) {
    throw new Error(`version ${version} is too old, ${needed} or newer is needed`);
  }
  return version;
}
