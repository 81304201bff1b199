import type { Command } from './command.ts';

/** What `signalbox help` prints. */
export function helpText(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }): [string, string] => [name, summary]);
  lines.unshift(['serve', 'runs Signalbox (see `signalbox serve --help`)']);
  lines.push(['version', 'prints the version'], ['help [COMMAND]', 'prints this, or one command']);
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    'Usage: signalbox COMMAND [options]',
    '',
    ...lines.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Every command but serve speaks to the management API and takes:',
    '  --url URL          where it is (SIGNALBOX_URL; else the console port of this machine)',
    '  --data DIRECTORY   data directory whose bootstrap.key is used where no key is set',
    '  --project NAME|ID  project to act in (owners only)',
    '  --json             the answer as JSON',
    'The key is SIGNALBOX_API_KEY, SIGNALBOX_BOOTSTRAP_KEY, or the file bootstrap.key.',
    '',
  ].join('\n');
}

/** What `signalbox help COMMAND` prints, and an error in how a command was typed. */
export function usageText(command: Command): string {
  return `Usage: signalbox ${command.name} ${command.usage}`.trimEnd().concat('\n');
}
