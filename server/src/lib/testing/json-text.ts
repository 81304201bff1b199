import fc from 'fast-check';

/** White space as RFC 8259 knows it. */
export const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

/** Numbers that a double cannot hold, too. */
export const numberText = fc.stringMatching(
  /^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?$/,
);

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** One of the spellings of `text` as a JSON string. */
export function spell(text: string): fc.Arbitrary<string> {
  const characters = [...text].map((character) => {
    const escaped = [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join('');
    const spellings = [escaped, escaped.replace(/[a-f]/g, (digit) => digit.toUpperCase())];
    const short = SHORT[character];
    if (short !== undefined) spellings.push(short);
    const raw = !(character < ' ' || character === '"' || character === '\\');
    return raw
      ? fc.oneof({ weight: 6, arbitrary: fc.constant(character) }, fc.constantFrom(...spellings))
      : fc.constantFrom(...spellings);
  });
  return fc.tuple(...characters).map((spelled) => `"${spelled.join('')}"`);
}

/** Every Unicode plane, in any spelling. */
export const stringText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a'),
      maxLength: 60,
    }),
    fc.string({ unit: 'grapheme', minLength: 40, maxLength: 80 }),
  )
  .chain(spell);

/** A member as it is written: `name` with quotes and escapes, then white space, colon and value. */
export interface MemberText {
  readonly name: string;
  readonly beforeColon: string;
  readonly beforeValue: string;
  readonly value: string;
}

/** The text of an object, written as `members` say, each between the white space of `spaces`. */
export function objectText(members: readonly MemberText[], padding: string): string {
  const written = members.map(
    (member) =>
      `${padding}${member.name}${member.beforeColon}:${member.beforeValue}${member.value}${padding}`,
  );
  return `{${written.join(',') || padding}}`;
}

const { value } = fc.letrec<{ value: string }>((tie) => {
  const list = fc.array(tie('value'), { maxLength: 4 });
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('true', 'false', 'null', '""', '[]', '{}', '0', '-0'),
      numberText,
      stringText,
      fc
        .tuple(list, space)
        .map(([items, pad]) => `[${items.map((i) => pad + i + pad).join(',') || pad}]`),
      fc
        .tuple(
          fc.array(
            fc.record({
              name: stringText,
              beforeColon: space,
              beforeValue: space,
              value: tie('value'),
            }),
            { maxLength: 4 },
          ),
          space,
        )
        .map(([members, pad]) => objectText(members, pad)),
    ),
  };
});

/** Any JSON value, in any spelling. */
export const valueText: fc.Arbitrary<string> = value;

export function memberText(
  name: fc.Arbitrary<string>,
  of: fc.Arbitrary<string>,
): fc.Arbitrary<MemberText> {
  return fc.record({ name, beforeColon: space, beforeValue: space, value: of });
}

/** The value with each number as its own text, so that nothing is lost to a double. */
export function parseExactly(text: string): unknown {
  const exact = (_key: string, parsed: unknown, context: { source?: string }): unknown =>
    typeof parsed === 'number' ? { number: context.source } : parsed;
  return JSON.parse(text, exact as (this: unknown, key: string, value: unknown) => unknown);
}
