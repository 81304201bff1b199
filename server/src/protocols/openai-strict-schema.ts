import { isJsonObject, type JsonObject } from '../lib/json-object.ts';

/**
 * OpenAI holds answers, and arguments of tools, to schemas of a part of JSON Schema only, and refuses a request that wants it
 * for another (guide "Structured outputs", "Supported schemas").
 */
export interface HeldSchema {
  readonly schema: unknown;
  readonly strict: boolean;
}

/** A schema that is to be held to, with what that takes; not strict where it has more than OpenAI can hold a model to. */
export function heldSchema(schema: unknown): HeldSchema {
  const closed = closedSchema(schema);
  const fits = isJsonObject(closed) && closed['type'] === 'object' && fitsStrict(closed);
  return fits && closed['anyOf'] === undefined
    ? { schema: closed, strict: true }
    : { schema, strict: false };
}

const REFUSED: ReadonlySet<string> = new Set([
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'uniqueItems',
  'default',
]);
const FORMATS: ReadonlySet<unknown> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
]);
/** Of schemas by name. */
const NAMED = ['properties', '$defs', 'definitions'] as const;

/** Objects that say nothing of properties that are not named have none: that is what being held to a schema means there. */
function closedSchema(schema: unknown): unknown {
  if (!isJsonObject(schema)) return schema;
  const closed: Record<string, unknown> = { ...schema };
  for (const name of NAMED) {
    const under = schema[name];
    if (isJsonObject(under)) {
      closed[name] = Object.fromEntries(
        Object.entries(under).map(([key, one]) => [key, closedSchema(one)]),
      );
    }
  }
  if (Array.isArray(schema['anyOf'])) closed['anyOf'] = schema['anyOf'].map(closedSchema);
  if (isJsonObject(schema['items'])) closed['items'] = closedSchema(schema['items']);
  if (isObjectSchema(schema) && schema['additionalProperties'] === undefined) {
    closed['additionalProperties'] = false;
  }
  return closed;
}

function fitsStrict(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  const says = ['type', 'anyOf', '$ref', 'enum', 'const'].some(
    (name) => schema[name] !== undefined,
  );
  if (!says || Object.keys(schema).some((name) => REFUSED.has(name))) return false;
  if (schema['format'] !== undefined && !FORMATS.has(schema['format'])) return false;
  if (isObjectSchema(schema) && !namesAll(schema)) return false;
  return schemasIn(schema).every(fitsStrict);
}

/** Each property is required, and there are no others. */
function namesAll({ properties, required, additionalProperties }: JsonObject): boolean {
  const names = Object.keys(isJsonObject(properties) ? properties : {});
  const needed = Array.isArray(required) ? required : [];
  return additionalProperties === false && names.every((name) => needed.includes(name));
}

function schemasIn(schema: JsonObject): readonly unknown[] {
  const named = NAMED.flatMap((name) => {
    const under = schema[name];
    return isJsonObject(under) ? Object.values(under) : [];
  });
  const listed = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const items = schema['items'] === undefined ? [] : [schema['items']];
  return [...named, ...listed, ...items];
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  return (
    type === 'object' ||
    (Array.isArray(type) && type.includes('object')) ||
    properties !== undefined
  );
}
