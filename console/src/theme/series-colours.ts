/** Okabe and Ito's colours (2008, "Color Universal Design"), without black; yellow darkened where the ground is white. */
const LIGHT = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8f8300',
] as const;
const DARK = ['#4aa3df', '#e8793a', '#2bb98f', '#d996bb', '#e6a91f', '#7cc5f0', '#c9bf3c'] as const;

/**
 * The colour of a named series (a model, a release): the same on every page and in every visit, since it depends on the name
 * alone. Names that would share a colour within one chart move on to the next free one, in alphabetical order.
 */
export function seriesColours(
  names: readonly string[],
  scheme: 'light' | 'dark',
): ReadonlyMap<string, string> {
  const palette = scheme === 'light' ? LIGHT : DARK;
  const taken = new Set<number>();
  const colours = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    let slot = hash(name) % palette.length;
    if (taken.size < palette.length) while (taken.has(slot)) slot = (slot + 1) % palette.length;
    taken.add(slot);
    colours.set(name, palette[slot] ?? LIGHT[0]);
  }
  return colours;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
