import { parseArgs } from 'node:util';
import { SignalboxError } from '../../platform/errors/index.ts';
import { ApiFailure, createApiClient } from './client.ts';
import { type Command, UsageError } from './command.ts';
import { exportCommands } from './exports.ts';
import { helpText, usageText } from './help.ts';
import { keyCommands } from './keys.ts';
import { modelCommands } from './models.ts';
import { ownerLinkCommand } from './owner-link.ts';
import { priceCommands } from './prices.ts';
import { providerCommands } from './providers.ts';
import { requestCommands } from './requests.ts';
import { routeCommands } from './routes.ts';
import { baseUrlOf, keyOf } from './settings.ts';
import { productVersion } from './version.ts';

export const COMMANDS: readonly Command[] = [
  ...keyCommands,
  ...modelCommands,
  ...providerCommands,
  ...routeCommands,
  ...priceCommands,
  ...requestCommands,
  ...exportCommands,
  ownerLinkCommand,
];

const GLOBAL = {
  url: { type: 'string' },
  data: { type: 'string' },
  project: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Where a run of the CLI reads and writes. */
export interface CliIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly now: () => Date;
}

const processIo = (): CliIo => ({
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
});

/**
 * Runs one command (all but `serve`, which is main's) and resolves with the exit code: 0; 1 where the API refused or is
 * away, with one line on standard error; 2 where the command was typed wrong, with its usage.
 */
export async function runCli(argv: readonly string[], io: CliIo = processIo()): Promise<number> {
  const words = argv.filter((word, at) => at < 2 && !word.startsWith('-'));
  const [first, second] = words;
  if (first === 'version' || argv[0] === '--version') {
    io.out(`${productVersion()}\n`);
    return 0;
  }
  if (first === 'help' || argv.length === 0 || (first === undefined && isHelp(argv))) {
    return help(argv.slice(1), io);
  }
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`);
  if (command === undefined) return unknown(first, io);
  return await run(command, argv.slice(command.name.split(' ').length), io);
}

async function run(command: Command, args: readonly string[], io: CliIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...GLOBAL, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    const options: Readonly<Record<string, unknown>> = values;
    if (options['help'] === true) {
      io.out(usageText(command));
      return 0;
    }
    const tooMany = positionals[command.takesWord ? 1 : 0];
    if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is one word too many`);
    const text = (name: string) =>
      typeof options[name] === 'string' ? (options[name] as string) : undefined;
    const baseUrl = baseUrlOf(text('url'), io.env);
    await command.run({
      baseUrl,
      api: createApiClient({
        baseUrl,
        key: () => keyOf(text('data'), io.env),
        project: text('project'),
      }),
      word: command.takesWord ? positionals[0] : undefined,
      options: options as Readonly<Record<string, string | boolean | string[] | undefined>>,
      json: options['json'] === true,
      env: io.env,
      now: io.now,
      write: io.out,
    });
    return 0;
  } catch (error) {
    return failed(command, error, io);
  }
}

function failed(command: Command, error: unknown, io: CliIo): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    // Node adds to an unknown option how a word may begin with a dash; none of ours does.
    const message = (error as Error).message.replace(/\. To specify a positional argument.*$/s, '');
    io.err(`${message}\n${usageText(command)}`);
    return 2;
  }
  if (error instanceof ApiFailure || error instanceof SignalboxError) {
    io.err(`${error.message.replace(/\.$/, '')}. ${error.next}\n`);
    return 1;
  }
  throw error;
}

function help(words: readonly string[], io: CliIo): number {
  const command = COMMANDS.find(({ name }) => name === words.join(' '));
  io.out(command === undefined ? helpText(COMMANDS) : usageText(command));
  return 0;
}

/** Commands of another name once, to what they are called. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['traces', 'requests list, requests show and usage'],
]);

function unknown(first: string | undefined, io: CliIo): number {
  const renamed = RENAMED.get(first ?? '');
  if (renamed !== undefined) {
    io.err(`The commands of "${first}" are ${renamed} now. Run \`signalbox help\`.\n`);
    return 2;
  }
  const family = COMMANDS.filter(({ name }) => name.startsWith(`${first} `));
  io.err(
    family.length === 0
      ? `"${first ?? ''}" is not a command. Run \`signalbox help\`.\n`
      : family.map(usageText).join(''),
  );
  return 2;
}

const isHelp = (argv: readonly string[]) => argv.includes('--help') || argv.includes('-h');

function isParseArgsError(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
  );
}
