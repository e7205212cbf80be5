// Builds the server's wheel into wheel/, with the Python that PRESYNTH_PYTHON names, else the one on the PATH.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const python = process.env.PRESYNTH_PYTHON ?? (process.platform === 'win32' ? 'py' : 'python3');
const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--wheel-dir', 'wheel', '..'];
rmSync('wheel', { recursive: true, force: true });
execFileSync(python, ['-m', 'pip', 'wheel', ...options], { stdio: 'inherit' });
