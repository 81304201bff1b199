import fc from 'fast-check';
import type { ContentPart, Message, Part, Tool } from '../conversation/conversation.ts';
import type { ModelRequest, Settings, ToolChoice } from '../conversation/model-request.ts';
import { type PartOf, plainText, reasoning, shown, toolCall } from './parts.ts';
import { json, jsonObject, jsonSchema, orNull, plainName, some, someText, upTo } from './values.ts';

/** What the requests of a protocol may say; what is left out is all that the normal form has. */
export interface RequestPalette {
  readonly instructors: readonly string[];
  /** What a user shows, what a tool answers, and what a model said before. */
  readonly shown: fc.Arbitrary<ContentPart>;
  readonly results: fc.Arbitrary<ContentPart>;
  readonly said: fc.Arbitrary<Part>;
  readonly calls: fc.Arbitrary<PartOf<'tool_call'>>;
  readonly tools: fc.Arbitrary<Tool>;
  readonly settings: fc.Arbitrary<Settings>;
  /** Tools may tell that they failed. */
  readonly failures: boolean;
}

export const functionTool: fc.Arbitrary<Tool> = fc.record(
  {
    kind: fc.constant('function' as const),
    name: plainName,
    description: orNull(someText),
    parameters: jsonSchema,
    strict: fc.boolean(),
  },
  { requiredKeys: ['kind', 'name', 'description', 'parameters'] },
);
export const customTool: fc.Arbitrary<Tool> = fc.record({
  kind: fc.constant('custom' as const),
  name: plainName,
  description: orNull(someText),
  parameters: orNull(fc.constant({ type: 'text' })),
});

const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value || 0);
const within = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value || 0);

/** By the names of the members of `Settings`, but for the choice of a tool, which depends on the tools. */
export const SETTINGS = {
  max_tokens: fc.integer({ min: 1, max: 1_000_000 }),
  temperature: within(0, 2),
  top_p: share,
  top_k: fc.integer({ min: 1, max: 500 }),
  min_p: share,
  stop: some(someText, 4),
  seed: fc.integer(),
  frequency_penalty: within(-2, 2),
  presence_penalty: within(-2, 2),
  choices: fc.integer({ min: 1, max: 8 }),
  logprobs: fc.constant(true),
  top_logprobs: fc.nat({ max: 20 }),
  logit_bias: fc.dictionary(fc.stringMatching(/^[1-9][0-9]{0,4}$/), within(-100, 100), {
    noNullPrototype: true,
  }),
  parallel_tool_calls: fc.boolean(),
  reasoning: fc.record(
    {
      effort: fc.constantFrom('none', 'minimal', 'low', 'medium', 'high', 'xhigh'),
      budget_tokens: fc.integer({ min: 1024, max: 30_000 }),
      summary: fc.constantFrom('none', 'auto', 'concise', 'detailed'),
      encrypted: fc.boolean(),
    },
    { requiredKeys: ['effort'] },
  ),
  output: fc.oneof(
    fc.record({ kind: fc.constantFrom('text' as const, 'json' as const) }),
    fc.record(
      {
        kind: fc.constant('schema' as const),
        schema: jsonSchema,
        name: plainName,
        description: someText,
        strict: fc.boolean(),
      },
      { requiredKeys: ['kind', 'schema'] },
    ),
  ),
  user: someText,
  metadata: fc.dictionary(plainName, someText, { maxKeys: 3, noNullPrototype: true }),
  service_tier: fc.constantFrom('auto', 'default', 'flex', 'priority'),
  verbosity: fc.constantFrom('low', 'medium', 'high'),
  cache_key: someText,
  store: fc.boolean(),
  modalities: fc.constantFrom(['text'], ['text', 'audio'], ['text', 'image']),
} as const satisfies { [K in keyof Settings]: fc.Arbitrary<NonNullable<Settings[K]>> };

/** Each of them, or not. */
export function settingsOf(names: readonly (keyof typeof SETTINGS)[]): fc.Arbitrary<Settings> {
  const chosen = Object.fromEntries(names.map((name) => [name, SETTINGS[name]]));
  return fc.record(chosen, { requiredKeys: [] }) as fc.Arbitrary<Settings>;
}

const ALL: RequestPalette = {
  instructors: ['system', 'developer'],
  shown,
  results: shown,
  said: fc.oneof(plainText, reasoning),
  calls: toolCall,
  tools: fc.oneof(functionTool, customTool),
  settings: settingsOf(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]),
  failures: true,
};

/**
 * Conversations that a provider could have had: instructions first, then turns; an assistant's calls, also several at once, are
 * of tools that are there, and each is answered before anything else is said.
 */
export function modelRequests(palette: Partial<RequestPalette> = {}): fc.Arbitrary<ModelRequest> {
  const all = { ...ALL, ...palette };
  return fc.uniqueArray(all.tools, { maxLength: 3, selector: ({ name }) => name }).chain((tools) =>
    fc
      .record({
        instructions: upTo(2, instruction(all)),
        turns: some(turn(all, tools), 3),
        tools: fc.constant(tools),
        settings: all.settings,
        choice: fc.option(toolChoice(tools), { nil: undefined }),
      })
      .map(({ instructions, turns, settings, choice }) => ({
        messages: [...instructions, ...turns.flatMap(withUniqueIds)],
        tools,
        settings:
          choice === undefined || tools.length === 0
            ? settings
            : { ...settings, tool_choice: choice },
        others: [],
      })),
  );
}

const message = (role: string, parts: Part[]): Message => ({ role, name: null, parts });

function instruction({ instructors }: RequestPalette): fc.Arbitrary<Message> {
  return fc
    .tuple(fc.constantFrom(...instructors), some(plainText, 2))
    .map(([role, parts]) => message(role, parts));
}

/** A user speaks; the assistant answers, or calls tools, whose results it then sees. */
function turn(palette: RequestPalette, tools: readonly Tool[]): fc.Arbitrary<Message[]> {
  const user = some(palette.shown, 3).map((parts) => message('user', parts));
  const answer = some(palette.said, 3).map((parts) => message('assistant', parts));
  const answered = fc.tuple(user, answer);
  const [first] = tools;
  if (first === undefined) return answered;
  return fc.oneof(
    answered,
    fc
      .tuple(user, upTo(2, palette.said), some(callOf(palette, tools), 3), answer)
      .chain(([asked, said, calls, last]) =>
        fc
          .tuple(...calls.map(() => resultOf(palette)))
          .map((results) => [
            asked,
            message('assistant', [...said, ...calls]),
            ...results.map((result) => message('tool', [result])),
            last,
          ]),
      ),
  );
}

function callOf(
  { calls }: RequestPalette,
  tools: readonly Tool[],
): fc.Arbitrary<PartOf<'tool_call'>> {
  const callable = tools.filter(({ kind }) => kind !== 'hosted');
  if (callable.length === 0) return calls;
  return fc
    .tuple(calls, fc.constantFrom(...callable), jsonObject, json)
    .map(([call, { kind, name }, input, free]) => ({
      ...call,
      name,
      kind: kind === 'custom' ? 'custom' : 'function',
      arguments: JSON.stringify(kind === 'custom' ? free : input),
    }));
}

function resultOf({ results, failures }: RequestPalette): fc.Arbitrary<PartOf<'tool_result'>> {
  return fc.record(
    {
      type: fc.constant('tool_result' as const),
      id: fc.constant(null),
      content: some(results, 2),
      ...(failures ? { failed: fc.constant(true) } : {}),
    },
    { requiredKeys: ['type', 'id', 'content'] },
  );
}

/** Numbers the calls of a turn, and gives each result the id of its call. */
function withUniqueIds(messages: readonly Message[], turnIndex: number): Message[] {
  const ids: string[] = [];
  return messages.map((said) => ({
    ...said,
    parts: said.parts.map((part, i) => {
      if (part.type === 'tool_call') {
        const id = `${part.id}_${turnIndex}_${i}`;
        ids.push(id);
        return { ...part, id };
      }
      return part.type === 'tool_result' ? { ...part, id: ids.shift() ?? null } : part;
    }),
  }));
}

function toolChoice(tools: readonly Tool[]): fc.Arbitrary<ToolChoice> {
  const simple = fc.constantFrom(
    { kind: 'auto' as const },
    { kind: 'none' as const },
    { kind: 'required' as const },
  );
  const names = tools.filter(({ kind }) => kind !== 'hosted').map(({ name }) => name);
  if (names.length === 0) return simple;
  return fc.oneof(
    simple,
    fc.constantFrom(...names).map((name) => ({ kind: 'tool' as const, name })),
    fc.record({
      kind: fc.constant('some' as const),
      mode: fc.constantFrom('auto' as const, 'required' as const),
      names: fc.subarray(names, { minLength: 1 }),
    }),
  );
}
