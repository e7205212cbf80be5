import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Restarts } from '../src/restarts';

/** A task whose runs end when they are told to. */
function task(): { runs: (() => void)[]; restarts: Restarts } {
  const runs: (() => void)[] = [];
  return { runs, restarts: new Restarts(() => new Promise<void>((resolve) => runs.push(resolve))) };
}

test('one run at a time, and one more for all that was asked meanwhile', async () => {
  const { runs, restarts } = task();
  const first = restarts.request();
  const later = [restarts.request(), restarts.request(), restarts.request()];
  assert.equal(runs.length, 1);
  runs[0]?.();
  await first;
  await new Promise(setImmediate);
  assert.equal(runs.length, 2);
  runs[1]?.();
  await Promise.all(later);
  assert.equal(runs.length, 2);
});

test('what is asked after the end is a run of its own', async () => {
  const { runs, restarts } = task();
  for (const number of [1, 2]) {
    const done = restarts.request();
    assert.equal(runs.length, number);
    runs[number - 1]?.();
    await done;
  }
});

test('a run that fails does not stop the next', async () => {
  let count = 0;
  const restarts = new Restarts(() => (++count === 1 ? Promise.reject(new Error('no')) : Promise.resolve()));
  const first = restarts.request();
  const second = restarts.request();
  await assert.rejects(first);
  await second;
  assert.equal(count, 2);
});
