/** What only a client would ask for: none speaks this protocol. */
export function notSpoken(): never {
  throw new Error('no client speaks the form in which the AI SDK is called');
}
