import type { Media } from '../check/media.ts';
import { sample } from './sample.ts';
import type { Seen, ToolResult } from './seen.ts';
import { shellCall } from './shell.ts';

/** What a model does: an answer, or a failure before it. */
export type Script = Answer | Failure;

export interface Answer {
  readonly kind: 'answer';
  /** Null: the model did not think. */
  readonly reasoning: string | null;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
  readonly stop: 'end' | 'length' | 'calls' | 'sequence' | 'refusal';
  readonly usage: TokenCounts;
  /** Between two pieces of a stream. */
  readonly pauseMs: number;
  /** How a stream breaks off after its third piece: with an error event, or with the connection. */
  readonly breaks: 'error' | 'cut' | null;
  /** A stream is sent so many bytes at a time; null: an event at a time. */
  readonly bytesAtATime: number | null;
}

export interface Failure {
  readonly kind: 'failure';
  readonly failure: 'rate_limited' | 'bad_request' | 'broken' | 'overloaded' | 'no_answer';
}

/** `input` with what is cached, `output` with reasoning. */
export interface TokenCounts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
}

export const TEXT = 'Grüße an dich 👩‍👩‍👧 – „fertig“, \n\tand done.';
export const REASONING = 'The user greets me. I think I shall greet them back – in „Grüße“.';
export const REFUSAL = 'I cannot help with that.';
export const RETRY_AFTER_SECONDS = 3;

const FAILURES: Readonly<Record<string, Failure['failure']>> = {
  'rate-limited': 'rate_limited',
  'bad-request': 'bad_request',
  broken: 'broken',
  overloaded: 'overloaded',
  'no-answer': 'no_answer',
};

/**
 * The words that choose a scenario: `#word` or `#word=value` in what the user said last, or the model's name after `--`
 * (`gpt-test--rate-limited`). Without any, what the request holds decides: results of tools are told back, tools called,
 * schemas obeyed, images and documents described, and else a text is said.
 */
function wordsOf(seen: Seen): ReadonlyMap<string, string> {
  const said = seen.text.matchAll(/(?:^|\s)#([a-z][a-z-]*)(?:=([\w-]+))?/g);
  const named = /--([a-z][a-z-]*)$/.exec(seen.model);
  return new Map(
    [...said, ...(named === null ? [] : [named])].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

export function scriptFor(seen: Seen): Script {
  const words = wordsOf(seen);
  for (const [word, failure] of Object.entries(FAILURES)) {
    if (words.has(word)) return { kind: 'failure', failure };
  }
  const calls = callsOf(seen, words);
  const reasoning = seen.reasoning === 'no' ? null : REASONING;
  return {
    kind: 'answer',
    reasoning,
    text: calls.length > 0 ? (words.has('talk') ? TEXT : '') : textOf(seen, words),
    calls,
    stop: stopOf(seen, words, calls.length > 0),
    usage: {
      input: 29,
      cacheRead: words.has('cached') ? 8 : 0,
      cacheWrite: words.has('cached') ? 4 : 0,
      output: reasoning === null ? 12 : 17,
      reasoning: reasoning === null ? 0 : 5,
    },
    pauseMs: words.has('long') ? 50 : words.has('slow') ? 20 : 0,
    breaks: words.has('broken-stream') ? 'error' : words.has('cut') ? 'cut' : null,
    bytesAtATime: words.has('split') ? 3 : null,
  };
}

function callsOf(seen: Seen, words: ReadonlyMap<string, string>): Answer['calls'] {
  const { tools, toolChoice, results } = seen;
  if (tools.length === 0 || toolChoice === 'none' || words.has('no-tools')) return [];
  const wanted =
    typeof toolChoice === 'object' ? tools.filter(({ name }) => name === toolChoice.name) : tools;
  // A client that runs tools goes on until it is told something; `turns` makes that a long conversation.
  const rounds = Number(words.get('turns') ?? 1);
  if (results.length >= rounds && results.length > 0) return [];
  const shell = words.has('shell') ? shellCall(wanted, results.length + 1) : null;
  if (shell !== null) return [shell];
  const count = words.has('parallel') && seen.parallelCalls ? 2 : 1;
  return Array.from({ length: count }, (_, n) => {
    const tool = wanted[(n + results.length) % wanted.length];
    return {
      name: tool?.name ?? '',
      arguments: JSON.stringify(sample(tool?.parameters ?? {}, n + results.length)),
    };
  });
}

function textOf(seen: Seen, words: ReadonlyMap<string, string>): string {
  if (words.has('refuse')) return REFUSAL;
  if (words.has('long')) return Array.from({ length: 600 }, (_, n) => `word ${n} `).join('');
  if (seen.outputSchema !== null) return JSON.stringify(sample(seen.outputSchema));
  if (seen.results.length > 0) return seen.results.map(tellResult).join(' ');
  if (seen.media.length > 0) return `I see ${seen.media.map(tellMedia).join(', and ')}.`;
  if (words.has('system')) return `I was told: ${seen.system}`;
  return TEXT;
}

function tellResult({ name, text, media, failed }: ToolResult): string {
  const shown = media.length === 0 ? '' : ` with ${media.map(tellMedia).join(', and ')}`;
  return `${name ?? 'The tool'} ${failed ? 'failed' : 'said'}: ${text}${shown}.`;
}

function tellMedia({ kind, what, name }: Media): string {
  return `the ${kind} ${name === null ? '' : `${name} `}(${what})`;
}

function stopOf(seen: Seen, words: ReadonlyMap<string, string>, calling: boolean): Answer['stop'] {
  if (calling) return 'calls';
  if (words.has('refuse')) return 'refusal';
  if (words.has('short')) return 'length';
  return words.has('stop') && seen.stop.length > 0 ? 'sequence' : 'end';
}

/** A text as a model's tokens cut it, about. */
export function pieces(text: string): string[] {
  return text.match(/\S*\s*/gu)?.filter((piece) => piece !== '') ?? [];
}

/** Arguments come in pieces that keep no word whole. */
export function argumentPieces(text: string): string[] {
  return text.match(/.{1,7}/gsu) ?? [];
}
