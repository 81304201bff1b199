/** Region and city, or one word such as UTC: no offsets, which Intl takes too. */
const NAMED = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** Zones that our stores' own database is too old for, and one whose clocks have shown the same ever since they exist. */
const SAME_CLOCKS: Readonly<Record<string, string>> = {
  'America/Coyhaique': 'America/Punta_Arenas',
};

/** A name of the IANA time zone database in its own spelling (`europe/berlin` is Europe/Berlin); null: it has no such name. */
export function timeZoneOf(name: string): string | null {
  if (!NAMED.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return SAME_CLOCKS[timeZone] ?? timeZone;
  } catch {
    return null;
  }
}
