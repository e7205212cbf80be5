import assert from 'node:assert/strict';
import * as path from 'node:path';
import { test } from 'node:test';
import { findServers, Machine, Wish } from '../src/lookup';

const PROJECT = path.resolve('/project');
const HOME = path.resolve('/home/ada');
const NOTHING: Wish = {
  setting: '',
  environments: [],
  workspace: [PROJECT],
  isTrusted: true,
  ownEnvironment: path.join(HOME, 'own'),
};

/** A Linux machine with these files; `links` lead from one of them to where it really is. */
function machine(files: string[], env: Machine['env'] = {}, links: Record<string, string> = {}): Machine {
  const fileAt = (file: string): string | undefined => (files.includes(file) ? (links[file] ?? file) : undefined);
  return { platform: 'linux', env, home: HOME, fileAt };
}

/** The first that is found. */
function found(wish: Wish, machine: Machine): string | undefined {
  return findServers(wish, machine)[0]?.command;
}

test('the setting counts before everything else, and nothing else is tried', () => {
  const files = ['/opt/presynth', '/selected/bin/presynth'];
  const wish = { ...NOTHING, environments: ['/selected'] };
  assert.equal(found({ ...wish, setting: '/opt/presynth' }, machine(files)), '/opt/presynth');
  assert.equal(found({ ...wish, setting: '/opt/missing' }, machine(files)), undefined);
});

test('a setting may start at the home folder or in the workspace', () => {
  const files = [path.join(HOME, 'bin/presynth'), path.join(PROJECT, 'tools/presynth')];
  assert.equal(found({ ...NOTHING, setting: '~/bin/presynth' }, machine(files)), files[0]);
  assert.equal(found({ ...NOTHING, setting: 'tools/presynth' }, machine(files)), files[1]);
});

test('each place is looked at after those before it', () => {
  const order = [
    '/selected/bin/presynth',
    path.join(PROJECT, '.venv/bin/presynth'),
    path.join(PROJECT, 'venv/bin/presynth'),
    '/first/presynth',
    '/second/presynth',
    path.join(HOME, '.local/bin/presynth'),
    path.join(HOME, 'own/bin/presynth'),
  ];
  const env = { PATH: ['/first', 'relative', '/second'].join(path.delimiter) };
  order.forEach((expected, place) => {
    const wish = { ...NOTHING, environments: ['/selected'] };
    assert.equal(found(wish, machine(order.slice(place), env)), expected);
  });
  assert.equal(found(NOTHING, machine([], env)), undefined);
});

test('a relative entry of the PATH is passed over', () => {
  assert.equal(found(NOTHING, machine(['bin/presynth'], { PATH: 'bin' })), undefined);
});

test('uv and pipx can be told where to link tools', () => {
  for (const variable of ['UV_TOOL_BIN_DIR', 'PIPX_BIN_DIR', 'XDG_BIN_HOME']) {
    assert.equal(found(NOTHING, machine(['/links/presynth'], { [variable]: '/links' })), '/links/presynth');
  }
});

test('every folder of the workspace may have the environment', () => {
  const file = '/other/.venv/bin/presynth';
  assert.equal(found({ ...NOTHING, workspace: [PROJECT, '/other'] }, machine([file])), file);
});

test('nothing of a workspace that is not trusted is started', () => {
  const inside = path.join(PROJECT, '.venv/bin/presynth');
  const outside = '/usr/bin/presynth';
  const wish = { ...NOTHING, isTrusted: false };
  const env = { PATH: [path.join(PROJECT, '.venv/bin'), '/usr/bin'].join(path.delimiter) };
  assert.equal(found(wish, machine([inside], env)), undefined);
  assert.equal(found(wish, machine([inside, outside], env)), outside);
  // Nor what only looks as if it were elsewhere.
  assert.equal(found(wish, machine([outside], env, { [outside]: inside })), undefined);
  assert.equal(found(wish, machine([inside], env, { [inside]: '/elsewhere/presynth' })), undefined);
});

test('a folder whose name only starts like the workspace is another one', () => {
  const file = `${PROJECT}-tools/presynth`;
  const env = { PATH: `${PROJECT}-tools` };
  assert.equal(found({ ...NOTHING, isTrusted: false }, machine([file], env)), file);
});

test('Windows has its own layout', () => {
  const file = path.join('/selected', 'Scripts', 'presynth.exe');
  const windows: Machine = { ...machine([file]), platform: 'win32' };
  assert.equal(found({ ...NOTHING, environments: ['/selected'] }, windows), file);
});
