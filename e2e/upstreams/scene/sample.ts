/** A value that obeys a JSON Schema (or Gemini's form of one), the same each time; `n` tells parallel calls apart. */
export function sample(schema: unknown, n = 0): unknown {
  return valueFor(schema, { root: schema, n, name: '', depth: 0 });
}

interface Place {
  readonly root: unknown;
  readonly n: number;
  /** Of the property. */
  readonly name: string;
  readonly depth: number;
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  city: ['Paris', 'Tokyo'],
  location: ['Paris', 'Tokyo'],
  country: ['France', 'Japan'],
  unit: ['celsius', 'celsius'],
};

function valueFor(schema: unknown, place: Place): unknown {
  const node = record(schema);
  if (place.depth > 12) return null;
  if (typeof node['$ref'] === 'string') {
    return valueFor(resolve(place.root, node['$ref']), { ...place, depth: place.depth + 1 });
  }
  if ('const' in node) return node['const'];
  if (Array.isArray(node['enum'])) return node['enum'][place.n % node['enum'].length];
  const [variant] = [node['anyOf'], node['oneOf']].filter(Array.isArray).flat();
  if (variant !== undefined) return valueFor(variant, { ...place, depth: place.depth + 1 });
  if (Array.isArray(node['allOf'])) return valueFor(Object.assign({}, ...node['allOf']), place);
  switch (typeOf(node)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(record(node['properties'])).map(([name, child]) => [
          name,
          valueFor(child, { ...place, name, depth: place.depth + 1 }),
        ]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, Number(node['minItems'] ?? 1)) }, (_, n) =>
        valueFor(node['items'], { ...place, n, depth: place.depth + 1 }),
      );
    case 'integer':
    case 'number':
      return Number(node['minimum'] ?? 20) + place.n;
    case 'boolean':
      return place.n % 2 === 0;
    case 'null':
      return null;
    default:
      return text(node, place);
  }
}

function text(node: Record<string, unknown>, { name, n }: Place): string {
  if (node['format'] === 'date') return '2026-03-14';
  if (node['format'] === 'date-time') return '2026-03-14T15:09:26Z';
  const word = WORDS[name.toLowerCase()]?.[n % 2] ?? `${name || 'text'} ${n + 1}`;
  return word.padEnd(Number(node['minLength'] ?? 0), '.');
}

function typeOf(node: Record<string, unknown>): string {
  const types = (Array.isArray(node['type']) ? node['type'] : [node['type']])
    .filter((type) => typeof type === 'string')
    .map((type) => type.toLowerCase());
  return (
    types.find((type) => type !== 'null') ??
    types[0] ??
    ('properties' in node ? 'object' : 'string')
  );
}

function resolve(root: unknown, pointer: string): unknown {
  let node = root;
  for (const key of pointer.replace(/^#\/?/, '').split('/').filter(Boolean))
    node = record(node)[key];
  return node;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
