import { execFile } from 'node:child_process';
import { homedir } from 'node:os';

/** The oldest server that this extension speaks to. */
export const NEEDED_VERSION = '0.1.0';

const PATIENCE_MS = 30_000;

/** What `presynth --version` says. Rejects where the program cannot be run or is something else. */
export async function versionOf(command: string): Promise<string> {
  const output = await new Promise<string>((resolve, reject) => {
    execFile(command, ['--version'], { timeout: PATIENCE_MS, cwd: homedir() }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message));
      else resolve(stdout);
    });
  });
  const version = /^presynth (\d+\.\d+\S*)/m.exec(output)?.[1];
  if (version === undefined) throw new Error(`it does not say that it is presynth: ${output.trim()}`);
  return version;
}

/** Whether `version` is `needed` or newer, by their numbers. */
export function isNewEnough(version: string, needed: string = NEEDED_VERSION): boolean {
  return version.localeCompare(needed, 'en', { numeric: true }) >= 0;
}
