/** A call of a tool as it comes in, part by part. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** One of the `n` answers. */
export interface Choice {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: string | null;
}

export interface Received {
  readonly choices: readonly Choice[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** An error that came as an event of the stream. */
  readonly error: string | null;
}

export const NOTHING_RECEIVED: Received = {
  choices: [],
  inputTokens: null,
  outputTokens: null,
  error: null,
};
const NO_CHOICE: Choice = { text: '', reasoning: '', toolCalls: [], finish: null };

/** Takes in one chunk of a stream or a whole answer: both have the same shape but for `delta` and `message`. */
export function receive(before: Received, chunk: unknown): Received {
  const body = record(chunk);
  if (body === null) return before;
  const error = record(body['error']);
  const usage = record(body['usage']);
  const choices = [...before.choices];
  for (const raw of list(body['choices'])) {
    const index = typeof raw['index'] === 'number' ? raw['index'] : 0;
    while (choices.length <= index) choices.push(NO_CHOICE);
    choices[index] = receiveChoice(choices[index] ?? NO_CHOICE, raw);
  }
  return {
    choices,
    inputTokens: number(usage?.['prompt_tokens']) ?? before.inputTokens,
    outputTokens: number(usage?.['completion_tokens']) ?? before.outputTokens,
    error:
      error === null ? before.error : text(error['message']) || 'The answer ended with an error.',
  };
}

function receiveChoice(before: Choice, raw: Record<string, unknown>): Choice {
  const said = record(raw['delta']) ?? record(raw['message']) ?? {};
  return {
    text: before.text + text(said['content']),
    reasoning: before.reasoning + (text(said['reasoning_content']) || text(said['reasoning'])),
    toolCalls: list(said['tool_calls']).reduce(receiveCall, before.toolCalls),
    finish: typeof raw['finish_reason'] === 'string' ? raw['finish_reason'] : before.finish,
  };
}

function receiveCall(
  calls: readonly ToolCall[],
  raw: Record<string, unknown>,
): readonly ToolCall[] {
  const called = record(raw['function']) ?? {};
  const index = number(raw['index']) ?? calls.length;
  const next = [...calls];
  while (next.length <= index) next.push({ id: '', name: '', arguments: '' });
  const old = next[index];
  if (old === undefined) return calls;
  next[index] = {
    id: old.id || text(raw['id']),
    name: old.name + text(called['name']),
    arguments: old.arguments + text(called['arguments']),
  };
  return next;
}

/** Whether anything that was said has arrived: the time to the first token ends there. */
export function hasBegun({ choices }: Received): boolean {
  return choices.some(
    ({ text: said, reasoning, toolCalls }) =>
      said !== '' || reasoning !== '' || toolCalls.length > 0,
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map(record).filter((one) => one !== null) : [];

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
