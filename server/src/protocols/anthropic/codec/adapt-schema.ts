import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';

/**
 * Anthropic holds answers, and arguments of strict tools, to schemas of a part of JSON Schema only, and refuses a request whose
 * schema has more (docs: "Structured outputs", "JSON Schema limitations"). What it does not know is told to the model in the
 * description of its place, as Anthropic's own SDKs do (`transformJSONSchema`), and named to the caller.
 */
export function adaptSchema(schema: unknown, dropped: (keyword: string) => void): unknown {
  if (!isJsonObject(schema)) return schema;
  const adapted: Record<string, unknown> = {};
  const told: string[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    const [name, kept] = adaptKeyword(keyword, value, schema, dropped);
    if (name === null) {
      if (kept === undefined) continue;
      told.push(`${keyword}: ${JSON.stringify(value)}`);
      dropped(keyword);
    } else adapted[name] = kept;
  }
  if (isObjectSchema(schema)) adapted['additionalProperties'] = false;
  if (told.length > 0) adapted['description'] = described(schema['description'], told);
  return adapted;
}

/** Of schemas by name. */
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
const LISTED: ReadonlySet<string> = new Set(['anyOf', 'allOf']);
const AS_IS: ReadonlySet<string> = new Set([
  '$ref',
  '$schema',
  '$id',
  'type',
  'title',
  'description',
  'default',
  'enum',
  'const',
  'required',
]);
const FORMATS: ReadonlySet<unknown> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** The keyword that says it, and how; without a name it is not known, and without a value either, it need not be said. */
function adaptKeyword(
  keyword: string,
  value: unknown,
  schema: JsonObject,
  dropped: (keyword: string) => void,
): readonly [string | null, unknown] {
  if (AS_IS.has(keyword)) return [keyword, value];
  if (NAMED.has(keyword) && isJsonObject(value)) {
    const entries = Object.entries(value).map(([name, one]) => [name, adaptSchema(one, dropped)]);
    return [keyword, Object.fromEntries(entries)];
  }
  if (LISTED.has(keyword) && Array.isArray(value)) {
    return [keyword, value.map((one) => adaptSchema(one, dropped))];
  }
  switch (keyword) {
    case 'items':
      return Array.isArray(value) ? [null, value] : [keyword, adaptSchema(value, dropped)];
    case 'oneOf':
      // To a model that writes one value, one of them and any of them are the same.
      return Array.isArray(value) && schema['anyOf'] === undefined
        ? ['anyOf', value.map((one) => adaptSchema(one, dropped))]
        : [null, value];
    case 'format':
      return [FORMATS.has(value) ? keyword : null, value];
    case 'minItems':
      return [value === 0 || value === 1 ? keyword : null, value];
    case 'additionalProperties':
      // None are, here.
      return [null, value === false || value === true ? undefined : value];
    default:
      return [null, value];
  }
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  return (
    type === 'object' ||
    (Array.isArray(type) && type.includes('object')) ||
    properties !== undefined
  );
}

function described(description: unknown, told: readonly string[]): string {
  const more = `{${told.join(', ')}}`;
  return typeof description === 'string' && description !== '' ? `${description}\n\n${more}` : more;
}
