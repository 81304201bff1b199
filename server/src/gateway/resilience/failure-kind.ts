import type { AnswerFacts } from '../../protocols/index.ts';

type UpstreamErrorFacts = NonNullable<AnswerFacts['error']>;

/**
 * What a call that was not answered failed by, as far as it decides what is done next:
 * - `request`: the request is at fault, and no other call would help;
 * - `credential`: the provider does not take the credential, or its account has no money left (401, 402, 403);
 * - `rate_limit`: too much at once for this credential (429);
 * - `overload`: the provider is in trouble (408, 5xx, 529), or its answer is none;
 * - `unreachable`, `timeout`, `broken`: no connection, no answer in time, an answer that stopped;
 * - `context_overflow`, `content_filter`, `model_not_found`: this model cannot do it, another one may.
 */
export type FailureKind =
  | 'request'
  | 'credential'
  | 'rate_limit'
  | 'overload'
  | 'unreachable'
  | 'timeout'
  | 'broken'
  | 'context_overflow'
  | 'content_filter'
  | 'model_not_found';

/** Codes and types of providers' errors that say more than their status. */
const BY_CODE: ReadonlyMap<string, FailureKind> = new Map([
  ['context_length_exceeded', 'context_overflow'],
  ['string_above_max_length', 'context_overflow'],
  ['content_filter', 'content_filter'],
  ['content_policy_violation', 'content_filter'],
  ['moderation_blocked', 'content_filter'],
  ['model_not_found', 'model_not_found'],
  ['not_found_error', 'model_not_found'],
  ['DeploymentNotFound', 'model_not_found'],
  ['insufficient_quota', 'credential'],
  ['billing_hard_limit_reached', 'credential'],
  ['billing_error', 'credential'],
  ['invalid_api_key', 'credential'],
  ['authentication_error', 'credential'],
  ['rate_limit_exceeded', 'rate_limit'],
  ['rate_limit_error', 'rate_limit'],
  ['RESOURCE_EXHAUSTED', 'rate_limit'],
  ['overloaded_error', 'overload'],
]);

/**
 * Where a provider has no code for it, its words. OpenAI-compatible hosts, Anthropic ("prompt is too long: 210000 tokens >
 * 200000 maximum"), Gemini ("The input token count (…) exceeds the maximum number of tokens allowed").
 */
const BY_WORDS: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /maximum context length|context (?:length|window|size)|prompt is too long|input is too long|exceeds? the maximum number of (?:input )?tokens|too many (?:input )?tokens/i,
    'context_overflow',
  ],
  [/content (?:management )?policy|content filter|safety (?:system|policy)/i, 'content_filter'],
  [/credit balance is too low|exceeded your current quota/i, 'credential'],
  [/api key not valid|invalid api key/i, 'credential'],
  [
    /model .{0,200}(?:not (?:found|exist)|does not exist|no access)|does not have access to model/i,
    'model_not_found',
  ],
];

/** Finish reasons of an answer that the provider's filter ended, in the protocols' words. */
const FILTERED: ReadonlySet<string> = new Set([
  'content_filter',
  'content-filter',
  'content_filtered',
  'guardrail_intervened',
  'refusal',
  'SAFETY',
  'PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'IMAGE_SAFETY',
]);

/** A provider's error answer by its status and what it says. */
export function kindOfAnswer(status: number, error: UpstreamErrorFacts | null): FailureKind {
  const said = kindSaid(status, error);
  if (said !== null) return said;
  if (status === 401 || status === 402 || status === 403) return 'credential';
  if (status === 404) return 'model_not_found';
  if (status === 413) return 'context_overflow';
  if (status === 429) return 'rate_limit';
  if (status === 408 || status === 409 || status === 425 || status >= 500) return 'overload';
  // An answer of 200 with an error in it, or with nothing.
  return status < 400 ? 'overload' : 'request';
}

function kindSaid(status: number, error: UpstreamErrorFacts | null): FailureKind | null {
  // What a host says in trouble is about itself, whatever words are in it.
  if (error === null || status >= 500) return null;
  for (const word of [error.code, error.type]) {
    const kind = word === null ? undefined : BY_CODE.get(word);
    if (kind !== undefined) return kind;
  }
  const message = error.message?.slice(0, 2_000) ?? '';
  return BY_WORDS.find(([words]) => words.test(message))?.[1] ?? null;
}

/** What ended a call without an answer, by the code of our own error. Null: it is not the provider's. */
export function kindOfCode(code: string): FailureKind | null {
  switch (code) {
    case 'upstream_unreachable':
    case 'engine_starting':
    case 'engine_unavailable':
      return 'unreachable';
    case 'upstream_timeout':
      return 'timeout';
    case 'upstream_interrupted':
      return 'broken';
    case 'upstream_error':
      return 'overload';
    default:
      return null;
  }
}

/** Whether the provider's filter took an answer's place: each of its choices ended by it. */
export function isFiltered({ finishReasons }: AnswerFacts): boolean {
  return finishReasons.length > 0 && finishReasons.every((reason) => FILTERED.has(reason));
}
