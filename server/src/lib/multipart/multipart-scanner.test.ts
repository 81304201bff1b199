import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, MultipartError, MultipartScanner } from './multipart-scanner.ts';
import type { PartHead } from './part-head.ts';

interface Part extends PartHead {
  readonly value: string;
  readonly range: readonly [number, number];
}

/** What the scanner finds in a body that comes in pieces. */
function scan(boundary: string, pieces: readonly Buffer[]): Part[] {
  const parts: Part[] = [];
  let head: PartHead | null = null;
  let start = 0;
  let value: Buffer[] = [];
  const scanner = new MultipartScanner(boundary, {
    begin: (found, at) => {
      head = found;
      start = at;
      value = [];
    },
    data: (piece) => value.push(Buffer.from(piece)),
    end: (end) => {
      const bytes = Buffer.concat(value);
      parts.push({ ...head!, value: bytes.toString('latin1'), range: [start, end] });
    },
  });
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return parts;
}

/** A body as Node's own FormData writes it. */
async function written(form: FormData): Promise<{ boundary: string; body: Buffer }> {
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get('content-type') ?? '') ?? '';
  return { boundary, body: Buffer.from(await response.arrayBuffer()) };
}

function cut(body: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % (body.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => body.subarray(from, places[i] ?? body.length));
}

describe('MultipartScanner', () => {
  it('finds what FormData wrote, wherever it is cut, and where it stands', async () => {
    const field = fc.record({ name: fc.string({ minLength: 1 }), value: fc.string() });
    const file = fc.record({
      name: fc.string({ minLength: 1 }),
      bytes: fc.uint8Array({ maxLength: 300 }),
      filename: fc.string({ minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(field, { maxLength: 4 }),
        fc.array(file, { maxLength: 3 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        async (fields, files, places) => {
          const form = new FormData();
          for (const { name, value } of fields) form.append(name, value);
          for (const { name, bytes, filename } of files) {
            form.append(name, new Blob([new Uint8Array(bytes)], { type: 'audio/wav' }), filename);
          }
          const { boundary, body } = await written(form);
          const found = scan(boundary, cut(body, places));
          expect(found.map(({ range: [from, to] }) => body.toString('latin1', from, to))).toEqual(
            found.map(({ value }) => value),
          );
          // What FormData gives back when it reads the same body is the reference.
          const type = `multipart/form-data; boundary=${boundary}`;
          const again = await new Response(new Uint8Array(body), {
            headers: { 'content-type': type },
          }).formData();
          const expected = await Promise.all(
            [...again].map(async ([name, value]) =>
              typeof value === 'string'
                ? [name, null, Buffer.from(value).toString('latin1')]
                : [name, value.name, Buffer.from(await value.arrayBuffer()).toString('latin1')],
            ),
          );
          expect(found.map(({ name, filename, value }) => [name, filename, value])).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  const part = (value: string, head = 'content-disposition: form-data; name="a"'): string =>
    `--b\r\n${head}\r\n\r\n${value}`;

  it('takes a preamble, padding, an epilogue and what only looks like a boundary', () => {
    const body = `before\r\n--b \t\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--c\r\n-\r\n--b--after`;
    expect(scan('b', [Buffer.from(body)])).toMatchObject([{ name: 'a', value: 'x\r\n--c\r\n-' }]);
  });

  it.each([
    ['a body without its last boundary', `${part('x')}\r\n--b`],
    ['a part without a name', `${part('x', 'content-disposition: form-data')}\r\n--b--`],
    ['a part without a head', '--b\r\n\r\nx\r\n--b--'],
    ['an endless head', `${part('x', `a: ${'a'.repeat(20_000)}`)}`],
    ['something behind a boundary', '--bcd\r\n\r\nx\r\n--b--'],
    ['too many parts', `${Array(300).fill(part('x')).join('\r\n')}\r\n--b--`],
    ['nothing', ''],
  ])('refuses %s', (_, body) => {
    expect(() => scan('b', [Buffer.from(body)])).toThrow(MultipartError);
  });
});

describe('boundaryOf', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data;charset=utf-8; Boundary="a b"', 'a b'],
    ['multipart/form-data', null],
    ['multipart/form-data; boundary=', null],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, null],
    ['multipart/mixed; boundary=a', null],
  ])('%s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});
