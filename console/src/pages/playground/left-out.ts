import type { StoredPart } from '../../observe/trace/item.ts';
import { type Recorded, SETTINGS } from './from-conversation.ts';

/** Said by what the column has beside its parameters. */
const ELSEWHERE: ReadonlySet<string> = new Set(['stream', 'stream_options']);
/** How the protocols ask for an answer by a schema, which has a field of its own. */
const FORMATS: ReadonlySet<string> = new Set(['response_format', 'text', 'responseMimeType']);

/**
 * What a recorded chat has that the playground has no place for, by name and each once. `tools`: the column has them all as they were
 * written, the provider's own too.
 */
export function leftOut(
  { messages, tools, output_schema: schema, parameters }: Recorded,
  kept: { readonly tools: boolean },
): readonly string[] {
  const parts = messages.flatMap((message) => message.parts);
  const hosted = kept.tools ? [] : tools.filter(({ kind }) => kind === 'hosted');
  const settings = Object.entries(parameters).flatMap(([name, value]) => {
    const said = SETTINGS[name] !== undefined || ELSEWHERE.has(name);
    const isFormat = FORMATS.has(name) && (schema ?? null) !== null;
    return said || isFormat || value === null ? [] : [name];
  });
  return [
    ...new Set([
      ...parts.flatMap(namesIn),
      ...hosted.map(({ name }) => `the tool ${name}`),
      ...settings,
    ]),
  ];
}

function namesIn(part: StoredPart): readonly string[] {
  switch (part.type) {
    case 'text':
    case 'tool_call':
      return [];
    case 'image':
      return part.source.kind === 'inline' ? [] : ['an image that is kept elsewhere'];
    case 'document':
      return [part.name === null ? 'a document' : `the document ${part.name}`];
    case 'audio':
      return ['sound'];
    case 'reasoning':
      return ['reasoning'];
    case 'refusal':
      return ['a refusal'];
    case 'tool_result':
      return part.content.flatMap((one) =>
        one.type === 'image' ? ['an image of a tool'] : namesIn(one),
      );
    case 'unknown':
      return [part.hosted === undefined ? 'a part of an unknown kind' : `a call of ${part.hosted}`];
  }
}
