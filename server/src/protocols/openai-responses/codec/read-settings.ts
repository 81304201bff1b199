import type { OutputForm, ReasoningSettings, Settings } from '../../conversation/model-request.ts';
import type { Members } from '../../members.ts';
import { readToolChoice } from './read-tools.ts';
import type { Reading } from './reading.ts';
import { withoutUndefined } from './without-undefined.ts';

/** What of an answer is told only to those who ask for it. */
export const INCLUDE = {
  encrypted: 'reasoning.encrypted_content',
  logprobs: 'message.output_text.logprobs',
} as const;

export function readSettings(body: Members, reading: Reading): Settings {
  const include = readInclude(body, reading);
  const top = body.count('top_logprobs') ?? 0;
  const safety = body.text('safety_identifier');
  // What OpenAI's coding agent says about itself with every request; no model is told of it.
  if (body.any('client_metadata') !== undefined) reading.hint('client_metadata');
  return withoutUndefined({
    max_tokens: body.count('max_output_tokens'),
    temperature: body.number('temperature'),
    top_p: body.number('top_p'),
    logprobs: include.has(INCLUDE.logprobs) || top > 0 ? true : undefined,
    top_logprobs: top > 0 ? top : undefined,
    tool_choice: readToolChoice(body, reading),
    parallel_tool_calls: body.flag('parallel_tool_calls'),
    reasoning: readReasoningSettings(body, include.has(INCLUDE.encrypted), reading),
    ...readText(body, reading),
    user: body.text('user') ?? safety,
    metadata: body.record('metadata', (value) => typeof value === 'string', 'texts'),
    service_tier: body.text('service_tier'),
    cache_key: body.text('prompt_cache_key'),
    store: body.flag('store'),
  });
}

function readInclude(body: Members, reading: Reading): ReadonlySet<string> {
  const known: readonly string[] = Object.values(INCLUDE);
  const include = body.texts('include') ?? [];
  reading.other(...include.filter((one) => !known.includes(one)).map((one) => `include (${one})`));
  return new Set(include);
}

function readReasoningSettings(
  body: Members,
  encrypted: boolean,
  reading: Reading,
): ReasoningSettings | undefined {
  const members = body.object('reasoning');
  // Its name of before.
  const summary = members?.text('generate_summary');
  const settings = withoutUndefined({
    effort: members?.text('effort'),
    summary: members?.text('summary') ?? summary,
    encrypted: encrypted ? true : undefined,
  });
  reading.other(...(members?.rest() ?? []));
  return Object.keys(settings).length === 0 ? undefined : settings;
}

function readText(
  body: Members,
  reading: Reading,
): { output: OutputForm | undefined; verbosity: string | undefined } {
  const text = body.object('text');
  const format = text?.object('format');
  const output = format === undefined ? undefined : readForm(format, reading);
  const verbosity = text?.text('verbosity');
  reading.other(...(text?.rest() ?? []));
  return { output, verbosity };
}

function readForm(format: Members, reading: Reading): OutputForm | undefined {
  const type = format.needed('type');
  switch (type) {
    case 'text':
      return { kind: 'text' };
    case 'json_object':
      return { kind: 'json' };
    case 'json_schema': {
      const schema = format.object('schema')?.value;
      if (schema === undefined) throw format.fault('schema', 'is missing', 'Send a JSON Schema.');
      const named = withoutUndefined({
        name: format.text('name'),
        description: format.text('description'),
        strict: format.flag('strict'),
      });
      reading.other(...format.rest());
      return { kind: 'schema', schema, ...named };
    }
    default:
      reading.other(`text.format (${type})`);
      return undefined;
  }
}
