import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonScanError, skipValue, skipVector, walkArray, walkDocument } from './json-scan.ts';
import { memberText, objectText, space, stringText, valueText } from './testing/json-text.ts';

describe('walkDocument', () => {
  it('finds each member where it stands, in any spelling', () => {
    fc.assert(
      fc.property(
        fc.array(memberText(stringText, valueText), { maxLength: 6 }),
        space,
        fc.constantFrom('', '\uFEFF'),
        (members, padding, bom) => {
          const bytes = Buffer.from(bom + padding + objectText(members, padding) + padding);
          const written = members.map(({ name, value }) => [name, value]);
          expect(membersOf(bytes)).toEqual(written);
        },
      ),
    );
  });

  it('takes and refuses the same texts as JSON.parse, but for the inside of strings', () => {
    const damaged = fc
      .tuple(
        fc.array(memberText(stringText, valueText), { maxLength: 3 }),
        fc.nat(),
        fc.constantFrom(
          '',
          ',',
          ':',
          '"',
          '{',
          '}',
          '[',
          ']',
          '0',
          '-',
          '.',
          'e',
          't',
          ' ',
          'null',
        ),
        fc.nat({ max: 2 }),
      )
      .map(([members, at, insert, remove]) => {
        const text = objectText(members, '');
        const cut = at % text.length;
        return text.slice(0, cut) + insert + text.slice(cut + remove);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const scanned = scans(text);
        if (isObjectText(text)) expect(scanned).toBe(true);
        if (scanned) expect(isObjectText(text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""'))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['', 'an object at byte 0'],
    ['[]', 'an object at byte 0'],
    ['{"a":1}{', 'the end at byte 7'],
    ['{"a":1,}', 'a string at byte 7'],
    ['{"a":[1,]}', 'a value at byte 8'],
    ['{"a":{"b":[}]}', 'a value at byte 11'],
    ['{"a":[1}', '"," or "]" at byte 7'],
    ['{"a" 1}', '":" at byte 5'],
    ['{"a":01}', '"," or "}" at byte 6'],
    ['{"a":nul}', 'a value at byte 5'],
    ['{"a":"', 'the end of the string at byte 6'],
    ['{"a":1 /* "model":"b" */}', '"," or "}" at byte 7'],
  ])('refuses %j and says where', (text, says) => {
    expect(() => walkDocument(Buffer.from(text), skipIn(Buffer.from(text)))).toThrow(says);
  });

  it('passes bytes that are no UTF-8 inside strings', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xc0, 0x80]),
      Buffer.from('"}'),
    ]);
    let value = '';
    walkDocument(bytes, (_start, _end, at) => {
      const end = skipValue(bytes, at);
      value = bytes.toString('latin1', at, end);
      return end;
    });
    expect(value).toBe('"\xff\xc0\x80"');
  });

  it('is not brought down by depth', () => {
    for (const depth of [30, 31, 32, 61, 62, 63, 100_000]) {
      const mixed = `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
      expect(scans(`{"deep":${mixed}}`)).toBe(true);
      expect(scans(`{"deep":${mixed.slice(0, -2)}]}}`)).toBe(false);
      expect(scans(`{"deep":${'['.repeat(depth)}`)).toBe(false);
    }
  });
});

describe('skipVector', () => {
  it('ends where skipValue does', () => {
    fc.assert(
      fc.property(valueText, space, (text, padding) => {
        const bytes = Buffer.from(`${text}${padding},[]`);
        expect(skipVector(bytes, 0)).toBe(skipValue(bytes, 0));
      }),
    );
  });
});

describe('walkArray', () => {
  it('gives each element', () => {
    const bytes = Buffer.from('[ 1 , "]" ,{"a":[2]}]');
    const seen: string[] = [];
    const end = walkArray(bytes, 0, (at) => {
      const behind = skipValue(bytes, at);
      seen.push(bytes.toString('utf8', at, behind));
      return behind;
    });
    expect(seen).toEqual(['1', '"]"', '{"a":[2]}']);
    expect(end).toBe(bytes.length);
  });
});

function membersOf(bytes: Buffer): [string, string][] {
  const found: [string, string][] = [];
  walkDocument(bytes, (nameStart, nameEnd, start) => {
    const end = skipValue(bytes, start);
    found.push([bytes.toString('utf8', nameStart, nameEnd), bytes.toString('utf8', start, end)]);
    return end;
  });
  return found;
}

function skipIn(bytes: Buffer): (nameStart: number, nameEnd: number, start: number) => number {
  return (_nameStart, _nameEnd, start) => skipValue(bytes, start);
}

function scans(text: string): boolean {
  const bytes = Buffer.from(text);
  try {
    walkDocument(bytes, skipIn(bytes));
    return true;
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error;
    return false;
  }
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
