import type { Config } from '../../platform/config/index.ts';

/** What the supervisor tells the person who started it. */
export interface Terminal {
  /** Where it goes well: progress, addresses. */
  say(text: string): void;
  /** Where it does not: one line. */
  warn(line: string): void;
}

export function openTerminal(out: NodeJS.WritableStream, err: NodeJS.WritableStream): Terminal {
  return {
    say: (text) => void out.write(`${text}\n`),
    warn: (line) => void err.write(`signalbox: ${line}\n`),
  };
}

export interface ReadyFacts {
  readonly config: Pick<Config, 'host' | 'port' | 'consolePort' | 'localModel' | 'bootstrapKey'>;
  readonly keyFile: string;
  /** The first key itself, where it may be shown: made by this start, and a person is looking. */
  readonly shownKey: string | null;
  /** The local engine is being installed. */
  readonly installing: boolean;
  readonly seconds: number;
}

/** What is printed once everything serves; each command in it works as it stands. */
export function readyText(facts: ReadyFacts): string {
  const { config, keyFile } = facts;
  const gateway = address(config.host, config.port);
  const fromEnv = config.bootstrapKey !== null;
  const key = fromEnv ? '$SIGNALBOX_BOOTSTRAP_KEY' : `$(cat ${shellWord(keyFile)})`;
  const model = config.localModel ? 'local/smollm2-135m' : 'sandbox/echo';
  const body = JSON.stringify({
    model,
    messages: [{ role: 'user', content: 'What is the capital of France?' }],
  });
  return [
    '',
    `Signalbox is ready (${facts.seconds.toFixed(1)} s)`,
    '',
    `  Gateway     ${gateway}/v1`,
    `  Console     ${address(config.host, config.consolePort)}`,
    fromEnv
      ? '  First key   as given in SIGNALBOX_BOOTSTRAP_KEY'
      : `  First key   in ${keyFile}${facts.shownKey === null ? '' : `: ${facts.shownKey}`}`,
    '',
    'Try it:',
    '',
    `  curl ${gateway}/v1/chat/completions -H "authorization: Bearer ${key}" -H 'content-type: application/json' -d '${body}'`,
    '',
    ...(facts.installing
      ? ['The engine of the local models is being installed; the first answer waits for it.', '']
      : []),
  ].join('\n');
}

/** The address as a client on this machine writes it. */
export function address(host: string, port: number): string {
  const here = host === '0.0.0.0' || host === '' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  return `http://${here.includes(':') && !here.startsWith('[') ? `[${here}]` : here}:${port}`;
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
