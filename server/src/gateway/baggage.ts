/** A longer header is not read; W3C asks for 8,192 bytes to be passed on. */
const LONGEST = 8192;

/**
 * The entries of a W3C `baggage` header (w3.org/TR/baggage): `key=value;property, …`, values percent-encoded. What is not of that
 * form is left out; the first of equal keys counts.
 */
export function readBaggage(header: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  if (header.length > LONGEST) return entries;
  for (const member of header.split(',')) {
    const [entry = ''] = member.split(';', 1);
    const at = entry.indexOf('=');
    const key = entry.slice(0, Math.max(0, at)).trim();
    if (key === '' || entries.has(key)) continue;
    const value = decoded(entry.slice(at + 1).trim());
    if (value !== null) entries.set(key, value);
  }
  return entries;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
