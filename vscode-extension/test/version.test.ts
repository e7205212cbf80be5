import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { test, TestContext } from 'node:test';
import { versionOf } from '../src/version';

/** A program that runs this shell script. */
function program(context: TestContext, script: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'presynth-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, 'presynth');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('versions are compared by their numbers', { skip: process.platform === 'win32' }, async (context) => {
  const isNewEnough = (version: string, needed: string): Promise<string> =>
    versionOf(program(context, `echo presynth ${version}`), needed);
  await isNewEnough('0.1.0', '0.1.0');
  await isNewEnough('0.10.0', '0.9.1');
  await isNewEnough('0.2.0rc1', '0.2.0');
  await assert.rejects(isNewEnough('0.0.9', '0.1.0'), /version 0.0.9 is too old, 0.1.0 or newer is needed/);
  await assert.rejects(isNewEnough('0.9', '0.10'));
});

test('a program says its version', { skip: process.platform === 'win32' }, async (context) => {
  assert.equal(await versionOf(program(context, 'echo presynth 0.3.1.dev2')), '0.3.1.dev2');
});

test('a program that is something else is refused', { skip: process.platform === 'win32' }, async (context) => {
  await assert.rejects(versionOf(program(context, 'echo synth 1.0')), /does not say that it is presynth/);
  await assert.rejects(versionOf(program(context, 'echo broken >&2; exit 3')), /broken/);
  await assert.rejects(versionOf('/no/such/program'), /ENOENT/);
});
