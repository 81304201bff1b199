import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import { camelNames } from './spelling.ts';

/** Whole numbers that Google writes as texts. */
const COUNTS = [
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
] as const;

/**
 * The JSON Schema that says what Google's own form of a schema does (a subset of OpenAPI 3.0's): types in capitals, `nullable`,
 * an order of properties.
 */
export function jsonSchemaOf(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const { type, nullable, example, propertyOrdering, properties, items, anyOf, format, ...rest } =
    camelNames(value);
  const schema: Record<string, unknown> = { ...rest };
  const typed = typeOf(type);
  if (typed !== undefined) schema['type'] = nullable === true ? [typed, 'null'] : typed;
  if (format !== undefined && format !== 'enum') schema['format'] = format;
  if (isJsonObject(properties)) schema['properties'] = ordered(properties, propertyOrdering);
  if (items !== undefined) schema['items'] = jsonSchemaOf(items);
  if (Array.isArray(anyOf)) {
    const options = anyOf.map(jsonSchemaOf);
    schema['anyOf'] = nullable === true ? [...options, { type: 'null' }] : options;
  }
  if (example !== undefined) schema['examples'] = [example];
  if (nullable === true && Array.isArray(schema['enum']))
    schema['enum'] = [...schema['enum'], null];
  for (const name of COUNTS) {
    const count = schema[name];
    if (typeof count === 'string') schema[name] = Number(count);
  }
  return schema;
}

function typeOf(type: unknown): unknown {
  if (typeof type !== 'string') return type;
  return type === 'TYPE_UNSPECIFIED' ? undefined : type.toLowerCase();
}

function ordered(properties: JsonObject, order: unknown): JsonObject {
  const names = Object.keys(properties);
  const first = Array.isArray(order) ? order.filter((name) => names.includes(String(name))) : [];
  const all = [...new Set([...first.map(String), ...names])];
  return Object.fromEntries(all.map((name) => [name, jsonSchemaOf(properties[name])]));
}
