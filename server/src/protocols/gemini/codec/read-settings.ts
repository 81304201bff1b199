import type { OutputForm, ReasoningSettings, Settings } from '../../conversation/model-request.ts';
import { jsonSchemaOf } from './schema.ts';
import type { GeminiMembers } from './spelling.ts';

/** A `generationConfig`, which has no members but those that stand here; others are named. */
export function readSettings(config: GeminiMembers | undefined, others: string[]): Settings {
  if (config === undefined) return {};
  const settings = withoutUndefined({
    max_tokens: config.count('maxOutputTokens'),
    temperature: config.number('temperature'),
    top_p: config.number('topP'),
    top_k: config.number('topK'),
    stop: config.texts('stopSequences'),
    seed: config.number('seed'),
    frequency_penalty: config.number('frequencyPenalty'),
    presence_penalty: config.number('presencePenalty'),
    choices: config.count('candidateCount'),
    logprobs: config.flag('responseLogprobs'),
    top_logprobs: config.count('logprobs'),
    reasoning: readThinking(config.object('thinkingConfig'), others),
    output: readOutput(config, others),
    modalities: config.texts('responseModalities')?.map((modality) => modality.toLowerCase()),
  });
  // It is read with the images.
  config.skip('mediaResolution');
  others.push(...config.rest());
  return settings;
}

function readThinking(
  config: GeminiMembers | undefined,
  others: string[],
): ReasoningSettings | undefined {
  if (config === undefined) return undefined;
  const budget = config.number('thinkingBudget');
  const level = config.text('thinkingLevel')?.toLowerCase();
  const shown = config.flag('includeThoughts');
  others.push(...config.rest());
  const effort = budget === 0 ? 'none' : level === 'thinking_level_unspecified' ? undefined : level;
  return withoutUndefined({
    effort,
    // -1 leaves it to the model.
    budget_tokens: budget !== undefined && budget > 0 ? budget : undefined,
    summary: shown === undefined ? undefined : shown ? 'auto' : 'none',
  });
}

function readOutput(config: GeminiMembers, others: string[]): OutputForm | undefined {
  const form = config.text('responseMimeType');
  const json = config.any('responseJsonSchema');
  const own = config.any('responseSchema');
  const schema = json ?? (own === undefined ? undefined : jsonSchemaOf(own));
  switch (form) {
    case undefined:
    case 'application/json':
      if (schema !== undefined) return { kind: 'schema', schema, held: true };
      return form === undefined ? undefined : { kind: 'json' };
    case 'text/plain':
      return { kind: 'text' };
    default:
      // `text/x.enum`: one of a few words, unquoted.
      others.push(config.at('responseMimeType'));
      return undefined;
  }
}

/** An object without the members that are undefined. */
function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
