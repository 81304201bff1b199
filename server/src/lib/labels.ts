const LONGEST_NAME = 64;
const LONGEST_VALUE = 1024;
const MOST = 32;

/**
 * The members of an object that others wrote as labels of a record: what is not a text is its JSON; what is null, too long, too
 * many, or of a name that no record can hold is left out.
 */
export function labelsOf(members: Readonly<Record<string, unknown>>): Record<string, string> {
  const labels = Object.entries(members).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || name === '__proto__') return [];
    if (name === '' || name.length > LONGEST_NAME) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > LONGEST_VALUE ? [] : [[name, text]];
  });
  return Object.fromEntries(labels.slice(0, MOST));
}
