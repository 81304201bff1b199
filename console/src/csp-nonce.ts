/** The nonce that the server gave this page: what libraries put into the `style` elements that they add. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
