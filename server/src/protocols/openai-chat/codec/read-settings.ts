import { isJsonObject } from '../../../lib/json-object.ts';
import type { OutputForm, Settings, ToolChoice } from '../../conversation/model-request.ts';
import { Members } from '../../members.ts';
import { neededObject } from './check-message.ts';

type Mutable = { -readonly [K in keyof Settings]: Settings[K] | undefined };

/** All that a request asks for beside its messages and tools. Adds to `others` what it cannot say in the normal form. */
export function readSettings(body: Members, others: string[]): Settings {
  const most = [body.count('max_completion_tokens'), body.count('max_tokens')];
  const settings: Mutable = {
    max_tokens: most[0] ?? most[1],
    temperature: body.number('temperature'),
    top_p: body.number('top_p'),
    top_k: body.count('top_k'),
    min_p: body.number('min_p'),
    stop: stopOf(body),
    seed: body.number('seed'),
    frequency_penalty: body.number('frequency_penalty'),
    presence_penalty: body.number('presence_penalty'),
    choices: body.count('n'),
    logprobs: body.flag('logprobs'),
    top_logprobs: body.count('top_logprobs'),
    logit_bias: body.record('logit_bias', isNumber, 'numbers'),
    tool_choice: toolChoiceOf(body),
    // Of before there were several calls in an answer.
    parallel_tool_calls:
      body.any('functions') === undefined ? body.flag('parallel_tool_calls') : false,
    reasoning: effortOf(body),
    output: outputOf(body, others),
    user: body.text('user') ?? body.text('safety_identifier'),
    metadata: body.record('metadata', isText, 'texts'),
    service_tier: body.text('service_tier'),
    verbosity: body.text('verbosity'),
    cache_key: body.text('prompt_cache_key'),
    store: body.flag('store'),
    modalities: body.texts('modalities'),
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Settings;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';

function stopOf(body: Members): readonly string[] | undefined {
  return typeof body.any('stop') === 'string' ? [body.needed('stop')] : body.texts('stop');
}

function effortOf(body: Members): Settings['reasoning'] {
  const effort = body.text('reasoning_effort');
  return effort === undefined ? undefined : { effort };
}

const CHOICES = ['auto', 'none', 'required'] as const;
const KINDS = ['function', 'custom'] as const;

function toolChoiceOf(body: Members): ToolChoice | undefined {
  const name = body.any('tool_choice') === undefined ? 'function_call' : 'tool_choice';
  const value = body.any(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const kind = body.oneOf(name, CHOICES);
    return kind && { kind };
  }
  const choice = new Members(value, body.at(name));
  if (name === 'function_call') return { kind: 'tool', name: choice.needed('name') };
  const type = choice.oneOf('type', [...KINDS, 'allowed_tools']);
  if (type === undefined) {
    throw choice.fault('type', 'is missing', 'Send function, custom or allowed_tools.');
  }
  if (type !== 'allowed_tools') return { kind: 'tool', name: nameWithin(choice, type) };
  const allowed = neededObject(choice, 'allowed_tools');
  const mode = allowed.oneOf('mode', ['auto', 'required']) ?? 'auto';
  const names = allowed.objects('tools').map((tool) => {
    const kind = tool.oneOf('type', KINDS) ?? 'function';
    return nameWithin(tool, kind);
  });
  return { kind: 'some', mode, names };
}

function nameWithin(choice: Members, kind: (typeof KINDS)[number]): string {
  return neededObject(choice, kind).needed('name');
}

function outputOf(body: Members, others: string[]): OutputForm | undefined {
  const format = body.object('response_format');
  if (format === undefined) return undefined;
  const type = format.oneOf('type', ['text', 'json_object', 'json_schema']);
  if (type === 'text') return { kind: 'text' };
  if (type === 'json_object') return { kind: 'json' };
  const named = neededObject(format, 'json_schema');
  const [name, description, strict] = [
    named.text('name'),
    named.text('description'),
    named.flag('strict'),
  ];
  const schema = named.any('schema');
  if (!isJsonObject(schema)) throw named.fault('schema', 'is not an object', 'Send a JSON Schema.');
  others.push(...format.rest(), ...named.rest());
  return {
    kind: 'schema',
    schema,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(strict === undefined ? {} : { strict }),
  };
}
