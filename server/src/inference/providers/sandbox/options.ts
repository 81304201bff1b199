import { z } from 'zod';

/** How an answer is made; the same in the model's name (`lorem?tps=50`) and in the body's `sandbox` member. */
export const SandboxOptions = z.strictObject({
  /** Before the first byte. */
  latency_ms: z.number().min(0).max(600_000).default(0),
  /** Tokens a second; without it, as fast as they are read. */
  tps: z.number().positive().max(1_000_000).optional(),
  /** Tokens of the answer. */
  tokens: z.int().min(0).max(100_000).optional(),
  /** The share of calls that fail: all, where only `error_status` is given. */
  error_rate: z.number().min(0).max(1).optional(),
  error_status: z.int().min(400).max(599).optional(),
  /** A stream ends with an error event after so many tokens. */
  error_after: z.int().min(0).optional(),
  /** A stream breaks off after so many tokens. */
  cut_after: z.int().min(0).optional(),
  /** The same call gets the same answer, and the same failure. */
  seed: z.int().optional(),
  /** `none`: not reported. An object (body only) is reported as it is. */
  usage: z.union([z.enum(['normal', 'none']), z.record(z.string(), z.unknown())]).default('normal'),
});
export type SandboxOptions = z.infer<typeof SandboxOptions>;

export const SANDBOX_MODELS = ['echo', 'lorem'] as const;
export type SandboxModel = (typeof SANDBOX_MODELS)[number];

/** The model and options of a call; the body's options win over those in the name. A text says what is wrong. */
export function readOptions(
  name: string,
  member: unknown,
): { readonly model: SandboxModel; readonly options: SandboxOptions } | { readonly wrong: string } {
  const mark = name.indexOf('?');
  const base = mark === -1 ? name : name.slice(0, mark);
  const model = SANDBOX_MODELS.find((known) => known === base);
  if (model === undefined) return { wrong: `The sandbox has no model "${base}".` };
  if (member !== undefined && (typeof member !== 'object' || member === null)) {
    return { wrong: 'The member "sandbox" is not an object.' };
  }
  const parsed = SandboxOptions.safeParse({
    ...(mark === -1 ? {} : fromQuery(name.slice(mark + 1))),
    ...member,
  });
  if (parsed.success) return { model, options: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return { wrong: `Sandbox option ${path === '' ? '' : `"${path}": `}${issue?.message ?? ''}` };
}

function fromQuery(query: string): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(query)) {
    const value = text === '' ? Number.NaN : Number(text);
    options[name] = Number.isNaN(value) ? text : value;
  }
  return options;
}
