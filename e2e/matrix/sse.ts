/** The events of a stream, whose last must be whole. */
export function eventsOf(body: string): { readonly event: string | null; readonly data: string }[] {
  if (body !== '' && !/(\n\n|\r\n\r\n)$/.test(body))
    throw new Error(`the stream ends in ${body.slice(-80)}`);
  return body
    .split(/\r?\n\r?\n/)
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const lines = block.split(/\r?\n/);
      const of = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      return { event: of('event') ?? null, data: of('data') ?? '' };
    });
}
