// Bundles the extension into dist/, with --tests the unit tests into build/test/.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };
if (process.argv.includes('--tests')) {
  const entryPoints = readdirSync('test').map((name) => `test/${name}`);
  await build({ ...options, entryPoints, outdir: 'build/test', sourcemap: 'inline' });
} else {
  await build({
    ...options,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    minify: true,
  });
}
