/**
 * Where to go after signing in: a path of this origin and nothing else. Browsers read `//host`, `/\host` and paths with
 * tabs or line ends in them as other hosts, so the address is resolved as they do and its origin compared.
 */
export function returnAddress(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/')) return '/';
  if (!URL.canParse(asked, origin)) return '/';
  const url = new URL(asked, origin);
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
