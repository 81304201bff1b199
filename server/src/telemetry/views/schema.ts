import { z } from 'zod';

const ViewName = z.string().trim().min(1).max(100);
const Page = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, 'takes the name of a page, such as requests')
  .describe('The page that it is of, such as requests.');
const Search = z
  .string()
  .max(4000)
  .regex(/^(\?.*)?$/, 'takes what an address has from its question mark on, or nothing')
  .describe('What the page’s address has from its question mark on.');

/** A saved view: what a page shows again when it is opened. */
export const View = z
  .object({
    id: z.uuid(),
    name: z.string(),
    page: z.string(),
    search: z.string(),
    shared: z.boolean(),
    own: z.boolean().describe('Whether the caller made it, and so may change it.'),
    deletable: z
      .boolean()
      .describe('Whether the caller may delete it: their own, and, for admins, what others share.'),
    created_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'View' });
export type View = z.infer<typeof View>;

export const CreateView = z.strictObject({
  name: ViewName,
  page: Page,
  search: Search,
  shared: z.boolean().default(false),
});

export const UpdateView = z.strictObject({
  name: ViewName.optional(),
  search: Search.optional(),
  shared: z.boolean().optional(),
});

export const ViewFilter = z.object({ page: Page.optional() });
export const ViewParams = z.object({ id: z.uuid() });
export const RemovedView = z
  .object({ id: z.uuid(), removed: z.literal(true) })
  .meta({ id: 'RemovedView' });
