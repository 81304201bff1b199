import { z } from 'zod';

/** The one page shape: keyset paging, `next_cursor` null on the last page. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });

/** The one error shape of the management API. */
export const ApiError = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      /** What to do. */
      next: z.string(),
      request_id: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  })
  .meta({ id: 'ApiError' });
export type ApiError = z.infer<typeof ApiError>;
