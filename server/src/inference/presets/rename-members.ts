import { skipValue, walkDocument } from '../../lib/json-scan.ts';
import { readShortString } from '../../lib/json-scan-name.ts';
import { applySplices, type Splice } from '../../lib/json-scan-splice.ts';

/**
 * A body whose top-level members of some names (`names`: from, to) have others; every other byte is as it was. Where the body has a
 * member of the other name too, both stay: it would be two of one name. What is no JSON object comes back as it is.
 */
export function renameMembers(body: Buffer, names: Readonly<Record<string, string>>): Buffer {
  const longest = Math.max(
    ...Object.entries(names)
      .flat()
      .map(({ length }) => length),
  );
  const there = new Set<string>();
  const found: { readonly start: number; readonly end: number; readonly to: string }[] = [];
  try {
    walkDocument(body, (start, end, value) => {
      const name = readShortString(body, start, end, longest);
      if (name !== null) {
        there.add(name);
        const to = Object.hasOwn(names, name) ? names[name] : undefined;
        if (to !== undefined) found.push({ start, end, to });
      }
      return skipValue(body, value);
    });
  } catch {
    return body;
  }
  const splices = found
    .filter(({ to }) => !there.has(to))
    .map(({ start, end, to }): Splice => ({ start, end, insert: Buffer.from(JSON.stringify(to)) }));
  return applySplices(body, splices);
}
