import { formatExactCount } from '../ui/formats.ts';

/** Of a list that was read in part, how much of it that is: "300 of 12,431"; null: it is whole, as far as is known. */
export function partOf(read: number, more: boolean, matching: number | undefined): string | null {
  if (!more) return null;
  return matching === undefined || matching <= read
    ? `the first ${formatExactCount(read)}`
    : `the first ${formatExactCount(read)} of ${formatExactCount(matching)}`;
}

/** `requests.csv`, or a name that says of how many lines it has the first ones. */
export function csvName(base: string, part: string | null): string {
  return part === null
    ? `${base}.csv`
    : `${base}-${part.replaceAll(',', '').replaceAll(' ', '-')}.csv`;
}
