import { isJson, type Json, parseJson, textOf } from './json.ts';

interface Joined {
  content: string;
  reasoning: string;
  refusal: string;
  finish: string | null;
  readonly calls: { id: string; name: string; arguments: string }[];
}

/** A streamed answer put together from its events, in the form of one that was not streamed; it may break off anywhere. */
export function joinStream(events: string): Json {
  const choices: Joined[] = [];
  let error: unknown;
  for (const event of eventsOf(events)) {
    if (event['error'] !== undefined) error = event['error'];
    for (const choice of listOf(event['choices'])) {
      const index = indexOf(choice);
      choices[index] ??= { content: '', reasoning: '', refusal: '', finish: null, calls: [] };
      add(choices[index], choice);
    }
  }
  return {
    choices: choices.flatMap((choice) => (choice === undefined ? [] : [shown(choice)])),
    ...(error === undefined ? {} : { error }),
  };
}

function add(joined: Joined, choice: Json): void {
  joined.finish = textOf(choice['finish_reason']) || joined.finish;
  const delta = choice['delta'];
  if (!isJson(delta)) return;
  joined.content += textOf(delta['content']);
  joined.reasoning += textOf(delta['reasoning_content']) || textOf(delta['reasoning']);
  joined.refusal += textOf(delta['refusal']);
  for (const call of listOf(delta['tool_calls'])) {
    const index = indexOf(call);
    joined.calls[index] ??= { id: '', name: '', arguments: '' };
    const target = joined.calls[index];
    const named = isJson(call['function']) ? call['function'] : {};
    target.id ||= textOf(call['id']);
    target.name += textOf(named['name']);
    target.arguments += textOf(named['arguments']);
  }
}

function shown({ content, reasoning, refusal, finish, calls }: Joined): Json {
  return {
    finish_reason: finish,
    message: {
      role: 'assistant',
      content,
      ...(reasoning === '' ? {} : { reasoning }),
      ...(refusal === '' ? {} : { refusal }),
      tool_calls: calls
        .filter((call) => call !== undefined)
        .map(({ id, ...named }) => ({ id, function: named })),
    },
  };
}

function* eventsOf(text: string): Generator<Json> {
  for (const block of text.split(/\r?\n\r?\n|\r\r/)) {
    const data = block
      .split(/\r\n|\n|\r/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice('data:'.length).trimStart())
      .join('\n');
    const event = parseJson(data);
    if (event !== null) yield event;
  }
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

const MOST = 1000;

/** A place in a list that a provider names; nonsense must not make a list of millions. */
function indexOf(value: Json): number {
  const index = value['index'];
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < MOST
    ? index
    : 0;
}
