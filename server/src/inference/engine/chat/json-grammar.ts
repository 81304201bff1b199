import { SignalboxError } from '../../../platform/errors/index.ts';
import type { Llama, LlamaGrammar } from '../llama-api.ts';
import type { ChatTool } from './schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Members that say nothing about the form. */
const ANNOTATIONS = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'strict',
]);
/** What the grammar holds to. `required` is among them: every listed property is always written. */
const FORM = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'minProperties',
  'maxProperties',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'enum',
  'const',
  'oneOf',
  'anyOf',
  '$ref',
  '$defs',
  'definitions',
  'minLength',
  'maxLength',
  'format',
]);
const FORMATS = new Set(['date', 'time', 'date-time']);

/** A grammar under which only a JSON value of the schema can be written. Throws `request_invalid` for what it cannot hold to. */
export async function schemaGrammar(
  llama: Llama,
  schema: Schema,
  param: string,
): Promise<LlamaGrammar> {
  const written = await llama
    .createGrammarForJsonSchema(normalise(schema, param))
    .catch((error: unknown) => {
      throw refused(param, error instanceof Error ? error.message : String(error));
    });
  // The library's grammars end in blank lines, as a mark for its own chat; an answer ends with its last brace.
  return llama.createGrammar({
    grammar: written.grammar.replace(/ "\\n\\n\\n\\n" \[\\n\]\*$/m, ''),
  });
}

/** Any JSON object. */
export function objectGrammar(llama: Llama): Promise<LlamaGrammar> {
  return schemaGrammar(llama, { type: 'object', additionalProperties: true }, 'response_format');
}

/** One call of one of `tools`, as it stands between the tags. */
export function toolCallGrammar(llama: Llama, tools: readonly ChatTool[]): Promise<LlamaGrammar> {
  const calls = tools.map(({ function: { name, parameters } }) => ({
    type: 'object',
    properties: {
      name: { const: name },
      arguments: { type: 'object', properties: {}, ...parameters },
    },
  }));
  return schemaGrammar(llama, calls.length === 1 ? (calls[0] ?? {}) : { oneOf: calls }, 'tools');
}

/** The schema in the terms that node-llama-cpp knows. */
function normalise(schema: Schema, param: string): Schema {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(key)) continue;
    if (!FORM.has(key)) throw refused(param, `"${key}" is not supported`);
    if (key === 'required') continue;
    if (key === 'format') {
      // Others are a hint in JSON Schema, and no grammar is kept for them.
      if (FORMATS.has(String(value))) out[key] = value;
    } else if (key === 'properties' || key === '$defs' || key === 'definitions') {
      out[key === 'definitions' ? '$defs' : key] = Object.fromEntries(
        Object.entries(asSchema(value, param)).map(([name, inner]) => [
          name,
          normalise(asSchema(inner, param), param),
        ]),
      );
    } else if (key === 'oneOf' || key === 'anyOf' || key === 'prefixItems') {
      if (!Array.isArray(value)) throw refused(param, `"${key}" is not a list`);
      out[key === 'anyOf' ? 'oneOf' : key] = value.map((inner) =>
        normalise(asSchema(inner, param), param),
      );
    } else if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object')) {
      out[key] = normalise(asSchema(value, param), param);
    } else if (key === '$ref') {
      if (!/^#\/(\$defs|definitions)\/[^/]+$/.test(String(value)))
        throw refused(param, `"$ref" to "${String(value)}" is not one into "$defs"`);
      out[key] = String(value).replace('#/definitions/', '#/$defs/');
    } else out[key] = value;
  }
  return out;
}

function asSchema(value: unknown, param: string): Schema {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused(param, 'a schema is not an object');
  return value as Schema;
}

function refused(param: string, why: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `the JSON schema cannot be held to by the local engine: ${why}`,
    'Use types, properties, items, enum, const, anyOf, $ref into $defs, and the minimum and maximum of lengths.',
    { details: { param } },
  );
}
