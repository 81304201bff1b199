import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, leaveBehind } from './leave-behind.ts';

/**
 * Writes a spool of the present format for `fixtures/`, into the new directory given as argument. Run by hand when the
 * format's version rises; the fixtures of versions before stay as they are.
 */
const root = process.argv[2] ?? '';
const directory = join(root, 'spool');
mkdirSync(directory, { recursive: true });
const actions = ['begin', 'begin', 'end', 'end', 'cut', 'end', 'begin'].map(
  (kind, index) => ({ kind, size: 17_000 * (index % 2) }) as Action,
);
const home = {
  root,
  directory,
  gatewayKeyFile: join(root, 'gateway.key'),
  [Symbol.dispose]: () => undefined,
};
const { spoolId, written, frames } = await leaveBehind(home, actions);
for (const [index, { bytes }] of frames.entries()) {
  writeFileSync(join(root, `frame-${index + 1}.bin`), bytes);
}
const ids = { spoolId, written: written.map(({ kind, id }) => ({ kind, id })) };
writeFileSync(join(root, 'expected.json'), `${JSON.stringify(ids, null, 2)}\n`);
