/** The documentation of this very version, each chapter a chunk of its own. */
const FILES = import.meta.glob<string>('../../../../docs/*.md', {
  query: '?raw',
  import: 'default',
});

const LOADERS = new Map(
  Object.entries(FILES).map(([path, load]) => [path.replace(/^.*\/|\.md$/g, ''), load]),
);

export const CHAPTERS: readonly string[] = [...LOADERS.keys()].sort();

/** The text of a chapter in Markdown, or null where there is no such chapter. */
export async function readChapter(name: string): Promise<string | null> {
  return (await LOADERS.get(name)?.()) ?? null;
}
