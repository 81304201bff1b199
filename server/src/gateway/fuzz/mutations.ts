import fc from 'fast-check';

/** What a client, or a provider, may send in place of what it should. */

/** A JSON value with strange things in it. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    '\u0000',
    '__proto__',
    '\ud800',
    [],
    {},
    [[]],
    [null],
    { type: null },
    { type: 'text' },
    { type: 'image_url', image_url: null },
    { type: 'tool_use', id: 1, name: [], input: 'x' },
    { functionCall: [] },
  ),
  // Deeper than a parser that recurses likes.
  fc.integer({ min: 1, max: 4_000 }).map((depth) => new Nested(depth)),
);

/** Stands for so many lists in each other, which `JSON.stringify` could not write. */
class Nested {
  readonly depth: number;
  constructor(depth: number) {
    this.depth = depth;
  }
}

type Path = readonly (string | number)[];

/** Every place in a value. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, member]) =>
    placesIn(member, [...path, name]),
  );
  return [path, ...inner];
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((one, i) => (String(i) === String(name) ? replaced(one, rest, by) : one));
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]) => [
      key,
      key === name ? replaced(member, rest, by) : member,
    ]),
  );
}

function written(value: unknown): string {
  const nested: string[] = [];
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (!(member instanceof Nested)) return member;
    nested.push('['.repeat(member.depth) + ']'.repeat(member.depth));
    return `\u0001nested${nested.length - 1}`;
  });
  return text.replace(/"\\u0001nested(\d+)"/g, (_, i: string) => nested[Number(i)] ?? '');
}

/** A value, written as JSON, with some of its places filled with something else, some members twice, and bytes cut or changed. */
export function mutated(value: unknown): fc.Arbitrary<Buffer> {
  const places = placesIn(value);
  const at = fc.constantFrom(...places);
  const changes = fc.array(fc.tuple(at, strange), { maxLength: 3 });
  return fc.tuple(changes, fc.boolean(), bytesChange).map(([replacements, doubled, change]) => {
    let result = value;
    for (const [path, by] of replacements)
      result = reachable(result, path) ? replaced(result, path, by) : result;
    const text = written(result);
    return change(Buffer.from(doubled && text.startsWith('{"') ? twice(text) : text));
  });
}

function reachable(value: unknown, path: Path): boolean {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return false;
    here = (here as Record<string, unknown>)[String(name)];
  }
  return true;
}

/** Its first member once more, before all others. */
function twice(text: string): string {
  const [, name = ''] = /^\{"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  return `{"${name}":1,${text.slice(1)}`;
}

/** What happens to bytes on their way: mostly nothing. */
export const bytesChange: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((bytes: Buffer) => bytes) },
  {
    weight: 1,
    arbitrary: fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      if (changed.length > 0) changed[at % changed.length] = byte;
      return changed;
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(), fc.uint8Array({ maxLength: 20 }))
      .map(([at, more]) => (bytes: Buffer) => {
        const place = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, place), more, bytes.subarray(place)]);
      }),
  },
);

/** Values of headers that HTTP lets pass. */
export const headerValue = fc
  .string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  })
  .filter((text) => !text.includes('\x7f'));
