import { z } from 'zod';
import { SignalboxError } from '../errors/index.ts';

/**
 * A check of a query for parameters that the endpoint does not declare. Whoever mistypes a filter would otherwise be
 * answered with everything. Throws `request_invalid` that names each of them.
 */
export function unknownQueryCheck(declared: z.ZodType | undefined): (query: unknown) => void {
  const known = namesOf(declared);
  return (query) => {
    const unknown = Object.keys(query ?? {}).filter((name) => !known.has(name));
    const [first] = unknown;
    if (first === undefined) return;
    throw new SignalboxError(
      'request_invalid',
      `querystring/${first}: is not a parameter of this endpoint`,
      known.size === 0
        ? 'It takes none: leave it out.'
        : `Correct its name or leave it out. It takes: ${[...known].join(', ')}.`,
      {
        details: {
          issues: unknown.map((name) => ({
            at: `querystring/${name}`,
            message: 'is not a parameter of this endpoint',
          })),
        },
      },
    );
  };
}

function namesOf(declared: z.ZodType | undefined): ReadonlySet<string> {
  if (declared === undefined) return new Set();
  if (declared instanceof z.ZodObject) return new Set(Object.keys(declared.shape));
  throw new Error('the query of an endpoint is declared as an object, whose members are its names');
}
