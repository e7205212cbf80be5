import { execFile } from 'node:child_process';
import { homedir } from 'node:os';

/** What a program writes. Rejects, with the last thing it complains of, where it fails or takes too long. */
export function outputOf(command: string, options: readonly string[], patienceMs = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, options, { timeout: patienceMs, cwd: homedir() }, (error, stdout, stderr) => {
      if (error) reject(new Error((stderr.trim() || error.message).split('\n').at(-1)));
      else resolve(stdout);
    });
  });
}
