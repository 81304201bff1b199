/** Of names that a caller may have made as long as it likes, as many as a header or a message should hold. */
const MOST_CHARS = 1_500;
const LONGEST_NAME = 200;

/** The first of a list, and how many more there are. */
export function shortened(names: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let chars = 0;
  for (const name of names) {
    const cut = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}...` : name;
    chars += cut.length + 2;
    if (chars > MOST_CHARS) return [...shown, `and ${names.length - shown.length} more`];
    shown.push(cut);
  }
  return shown;
}
