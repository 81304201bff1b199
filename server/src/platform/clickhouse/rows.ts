import type { z } from 'zod';

/** The rows of a JSONEachRow result, each checked. */
export function parseRows<Row>(text: string, schema: z.ZodType<Row>): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (end > at) rows.push(schema.parse(JSON.parse(text.slice(at, end))));
    at = end + 1;
  }
  return rows;
}
