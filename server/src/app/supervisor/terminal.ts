import type { Config } from '../../platform/config/index.ts';
import { localAddress } from '../local-address.ts';

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
  /** Where the link stands by which the first owner comes in. Null: there is an owner. */
  readonly ownerLink: { readonly file: string; readonly shown: string | null } | null;
  /** The local engine is being installed. */
  readonly installing: boolean;
  readonly seconds: number;
}

/** What is printed once everything serves; each command in it works as it stands. */
export function readyText(facts: ReadyFacts): string {
  const { config, keyFile } = facts;
  const gateway = localAddress(config.host, config.port);
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
    `  Console     ${localAddress(config.host, config.consolePort)}`,
    fromEnv
      ? '  First key   as given in SIGNALBOX_BOOTSTRAP_KEY'
      : `  First key   in ${keyFile}${facts.shownKey === null ? '' : `: ${facts.shownKey}`}`,
    ...ownerLines(facts),
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

/** To be followed once, by whoever is to own the installation; shown only where a person is looking. */
function ownerLines({ ownerLink }: ReadyFacts): string[] {
  if (ownerLink === null) return [];
  return [
    '',
    ownerLink.shown === null
      ? `Nobody owns it yet. The link to become its owner is in ${ownerLink.file} (valid for 24 hours).`
      : `Nobody owns it yet. Become its owner (valid once, for 24 hours):\n\n  ${ownerLink.shown}`,
  ];
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
