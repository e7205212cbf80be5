// Bundles the extension into dist/, with --tests the unit tests and the suite for the extension host into build/.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning', external: ['vscode'] };
if (process.argv.includes('--tests')) {
  const units = readdirSync('test').filter((name) => name.endsWith('.test.ts'));
  const entryPoints = ['host/suite.ts', ...units].map((name) => `test/${name}`);
  await build({ ...options, entryPoints, outdir: 'build/test', sourcemap: 'inline' });
} else {
  await build({ ...options, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', minify: true });
}
