/** Region and city, or one word such as UTC: no offsets, which Intl takes too. */
const NAMED = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** A name of the IANA time zone database in its own spelling (`europe/berlin` is Europe/Berlin); null: it has no such name. */
export function timeZoneOf(name: string): string | null {
  if (!NAMED.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
