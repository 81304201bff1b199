/** What the head of a part of a form says. */
export interface PartHead {
  readonly name: string;
  /** Null: a field, not a file. */
  readonly filename: string | null;
  readonly contentType: string | null;
}

/** Null where it has no name. `text`: lines of headers, without the empty one. */
export function readPartHead(text: string): PartHead | null {
  let disposition = '';
  let contentType: string | null = null;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name === 'content-disposition') disposition = line.slice(colon + 1);
    else if (name === 'content-type') contentType = line.slice(colon + 1).trim();
  }
  if (!/^\s*form-data\s*(?:;|$)/i.test(disposition)) return null;
  const name = parameter(disposition, 'name');
  if (name === null) return null;
  return {
    name,
    filename: extended(disposition) ?? parameter(disposition, 'filename'),
    contentType,
  };
}

/** As the WHATWG says that forms are written: `%22`, `%0D` and `%0A` for what would end the text, and no other escapes. */
function parameter(disposition: string, name: string): string | null {
  const pattern = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]+))`, 'i');
  const [, quoted, plain] = pattern.exec(disposition) ?? [];
  if (quoted === undefined) return plain ?? null;
  return quoted.replace(/%(22|0D|0A)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** RFC 5987's form, `filename*=UTF-8''na%C3%AFve.txt`, which goes before the plain one. */
function extended(disposition: string): string | null {
  const encoded = /;\s*filename\*=utf-8'[^']*'([^\s;]+)/i.exec(disposition)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
