import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** How npm is started: a program and the arguments that stand before npm's own. */
export interface NpmCommand {
  readonly command: string;
  readonly prefix: readonly string[];
}

/**
 * Finds npm: the one that started this process (`npm_execpath`), the one beside this Node, the one on the PATH; null where
 * there is none. npm's own script is run with this process's Node, which is new enough, whatever the PATH holds.
 */
export function findNpm(
  env: Readonly<Record<string, string | undefined>>,
  node: string,
): NpmCommand | null {
  const script = [
    env['npm_execpath'],
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...onPath(env['PATH'] ?? ''),
  ].find((path) => path?.endsWith('npm-cli.js') === true && existsSync(path));
  if (script !== undefined) return { command: node, prefix: [script] };
  const other = onPath(env['PATH'] ?? '')[0];
  return other === undefined ? null : { command: other, prefix: [] };
}

/** Every `npm` on the PATH, links followed: a usual one leads to `npm-cli.js`. */
function onPath(path: string): string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'npm'))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file));
}
