import { z } from 'zod';

/** What a role tells its supervisor over the process's message channel. */
export const RoleMessage = z.discriminatedUnion('type', [
  /** It serves: sockets are bound, stores are open. */
  z.object({ type: z.literal('ready') }),
  /** It could not start; `line` is for the terminal. `fatal`: starting again cannot help. */
  z.object({ type: z.literal('failed'), line: z.string(), fatal: z.boolean() }),
  /** It has work for a role that starts on demand. */
  z.object({ type: z.literal('need'), role: z.enum(['engine', 'worker']) }),
]);
export type RoleMessage = z.infer<typeof RoleMessage>;

/** What the supervisor tells a role. */
export const SupervisorMessage = z.discriminatedUnion('type', [
  /** What it depends on is there: open stores, bind sockets. Until then it only loads its code. */
  z.object({ type: z.literal('start'), supervisor_started_at: z.string() }),
  /** Take nothing new, finish what is in flight, exit 0. */
  z.object({ type: z.literal('drain') }),
]);
export type SupervisorMessage = z.infer<typeof SupervisorMessage>;
