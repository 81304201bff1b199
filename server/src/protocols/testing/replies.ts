import fc from 'fast-check';
import type { Answer, Part, Reply, TokenLogprob } from '../conversation/conversation.ts';
import type { Usage } from '../conversation/usage.ts';
import { drawn, reasoning, refusal, saidText, spoken, toolCall } from './parts.ts';
import { orNull, plainName, some, someText, upTo } from './values.ts';

/** What the answers of a protocol may say; what is left out is all that the normal form has. */
export interface ReplyPalette {
  /** Of one answer; at least one. */
  readonly parts: fc.Arbitrary<Part[]>;
  readonly mostAnswers: number;
  readonly stopReasons: readonly string[];
  /** Answers may not end, as in a stream that broke off. */
  readonly unended: boolean;
  readonly usage: fc.Arbitrary<Usage>;
  readonly stopSequence: boolean;
  readonly logprobs: boolean;
}

const likely = fc.record({
  token: someText,
  logprob: fc.double({ max: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
  bytes: orNull(upTo(4, fc.nat({ max: 255 }))),
});
export const logprob: fc.Arbitrary<TokenLogprob> = fc
  .tuple(likely, upTo(2, likely))
  .map(([token, top]) => ({ ...token, top }));

const count = fc.nat({ max: 1_000_000 });
/** As providers count: what is part of another kind is no more than that. */
export const usage: fc.Arbitrary<Usage> = fc
  .record(
    {
      input: count,
      cached_input: count,
      cache_write: count,
      output: count,
      reasoning: count,
      input_audio: count,
      output_audio: count,
      images: count,
    },
    { requiredKeys: ['input', 'output'] },
  )
  .map((counts) => {
    const { input = 0, output = 0 } = counts;
    const within = (kind: keyof typeof counts, most: number) =>
      counts[kind] === undefined ? {} : { [kind]: Math.min(counts[kind], most) };
    return {
      ...counts,
      ...within('cached_input', input),
      ...within('cache_write', input - Math.min(counts.cached_input ?? 0, input)),
      ...within('input_audio', input),
      ...within('reasoning', output),
      ...within('output_audio', output),
      ...within('images', output),
    };
  });

const ALL: ReplyPalette = {
  parts: some(fc.oneof(saidText, reasoning, refusal, spoken, drawn, toolCall), 6),
  mostAnswers: 3,
  stopReasons: ['stop', 'length', 'tool_calls', 'content_filter'],
  unended: true,
  usage,
  stopSequence: true,
  logprobs: true,
};

/** Each of its answers says something, ids of calls are unique. */
export function replies(palette: Partial<ReplyPalette> = {}): fc.Arbitrary<Reply> {
  const { parts, mostAnswers, stopReasons, unended, stopSequence, logprobs, ...rest } = {
    ...ALL,
    ...palette,
  };
  const reason = fc.constantFrom(...stopReasons);
  const answer: fc.Arbitrary<Answer> = fc.record(
    {
      role: fc.constant('assistant'),
      name: fc.constant(null),
      parts,
      stop_reason: unended ? orNull(reason) : reason,
      ...(stopSequence ? { stop_sequence: plainName } : {}),
      ...(logprobs ? { logprobs: some(logprob, 3) } : {}),
    },
    { requiredKeys: ['role', 'name', 'parts', 'stop_reason'] },
  );
  return fc.record({
    answers: some(answer.map(withUniqueIds).map(stoppedAt), mostAnswers),
    vectors: fc.constant(null),
    usage: orNull(rest.usage),
    error: fc.constant(null),
  });
}

function withUniqueIds(answer: Answer): Answer {
  const parts = answer.parts.map((part, i) =>
    part.type === 'tool_call' ? { ...part, id: `${part.id}_${i}` } : part,
  );
  return { ...answer, parts };
}

/** Only an answer that stopped came to a text at which it was to. */
function stoppedAt({ stop_sequence: sequence, ...answer }: Answer): Answer {
  return sequence === undefined || answer.stop_reason !== 'stop'
    ? answer
    : { ...answer, stop_sequence: sequence };
}
