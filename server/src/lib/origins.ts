/** Schemes of pages that are no web pages, such as those of desktop applications and browser extensions. */
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9._-]+(?::\d{1,5})?$/;

/** Whether a text is what a browser sends as the Origin of a page: scheme, host and, where it is not the usual one, port. */
export function isOrigin(text: string): boolean {
  if (!/^https?:/i.test(text)) return OTHER_SCHEME.test(text);
  // A star may stand in the host of a URL, but no browser sends one.
  return !text.includes('*') && URL.canParse(text) && new URL(text).origin === text;
}
