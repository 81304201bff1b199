import type { Route, Saying, Target } from './types.ts';

/** A target as it stands in the form; `key` tells rows apart while their contents change. */
export interface TargetDraft {
  readonly key: number;
  readonly model: string;
  readonly weight: number | '';
  readonly order: number | '';
  /** Not shown in the form: they stay. */
  readonly timeouts: Target['timeouts'];
}

export interface RuleDraft {
  readonly key: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly users: readonly string[];
  /** `key=value`. */
  readonly metadata: readonly string[];
  readonly min: number | '';
  readonly below: number | '';
  readonly targets: readonly TargetDraft[];
}

export interface RouteDraft {
  readonly name: string;
  readonly strategy: Route['strategy'];
  readonly targets: readonly TargetDraft[];
  readonly rules: readonly RuleDraft[];
  readonly retries: number | '';
  readonly fallbackOn: readonly Cause[];
  /** Empty: never. */
  readonly hedgeAfter: number | '';
  readonly timeouts: Readonly<Record<TimeoutName, number | ''>>;
  readonly message: string;
}

export type Cause = Saying['fallback_on'][number];
export const CAUSES: readonly Cause[] = [
  'error',
  'rate_limit',
  'credential',
  'context_overflow',
  'content_filter',
  'model_not_found',
];
export const TIMEOUTS = ['connect_ms', 'first_byte_ms', 'idle_ms', 'total_ms'] as const;
export type TimeoutName = (typeof TIMEOUTS)[number];

export function draftOf(route: Route | null): RouteDraft {
  const timeouts = (name: TimeoutName) => route?.timeouts[name] ?? '';
  return {
    name: route?.name ?? '',
    strategy: route?.strategy ?? 'order',
    targets: route?.targets.map(targetDraft) ?? [newTarget([])],
    rules: route?.rules.map(ruleDraft) ?? [],
    retries: route?.retries ?? 1,
    fallbackOn: route?.fallback_on ?? CAUSES,
    hedgeAfter: route?.hedge_after_ms ?? '',
    timeouts: {
      connect_ms: timeouts('connect_ms'),
      first_byte_ms: timeouts('first_byte_ms'),
      idle_ms: timeouts('idle_ms'),
      total_ms: timeouts('total_ms'),
    },
    message: '',
  };
}

function targetDraft({ model, weight, order, timeouts }: Target, key: number): TargetDraft {
  return { key, model, weight, order, timeouts };
}

function ruleDraft({ name, when, targets }: Route['rules'][number], key: number): RuleDraft {
  return {
    key,
    name,
    tags: when.tags ?? [],
    users: when.users ?? [],
    metadata: Object.entries(when.metadata ?? {}).map(([one, value]) => `${one}=${value}`),
    min: when.input_tokens?.min ?? '',
    below: when.input_tokens?.below ?? '',
    targets: targets.map(targetDraft),
  };
}

const nextKey = (rows: readonly { readonly key: number }[]) =>
  1 + Math.max(-1, ...rows.map(({ key }) => key));

/** In the last tier that there is. */
export function newTarget(among: readonly TargetDraft[]): TargetDraft {
  const order = among.at(-1)?.order ?? 1;
  return { key: nextKey(among), model: '', weight: 1, order, timeouts: {} };
}

export function newRule(among: readonly RuleDraft[]): RuleDraft {
  return {
    key: nextKey(among),
    name: '',
    tags: [],
    users: [],
    metadata: [],
    min: '',
    below: '',
    targets: [newTarget([])],
  };
}

/** What the form states, as the API takes it: an empty number is as it is unless set. */
export function stated(draft: RouteDraft) {
  const { name, strategy, retries, fallbackOn, hedgeAfter } = draft;
  return {
    name: name.trim(),
    strategy,
    targets: draft.targets.map(statedTarget),
    rules: draft.rules.map((rule) => ({
      name: rule.name.trim(),
      when: {
        ...(rule.tags.length === 0 ? {} : { tags: [...rule.tags] }),
        ...(rule.users.length === 0 ? {} : { users: [...rule.users] }),
        ...(rule.metadata.length === 0 ? {} : { metadata: metadataOf(rule.metadata) }),
        ...(rule.min === '' && rule.below === ''
          ? {}
          : { input_tokens: { ...set('min', rule.min), ...set('below', rule.below) } }),
      },
      targets: rule.targets.map(statedTarget),
    })),
    retries: retries === '' ? 1 : retries,
    fallback_on: [...fallbackOn],
    hedge_after_ms: hedgeAfter === '' ? null : hedgeAfter,
    timeouts: Object.assign({}, ...TIMEOUTS.map((one) => set(one, draft.timeouts[one]))) as Partial<
      Record<TimeoutName, number>
    >,
    ...(draft.message.trim() === '' ? {} : { message: draft.message.trim() }),
  };
}

function statedTarget({ model, weight, order, timeouts }: TargetDraft) {
  return {
    model: model.trim(),
    weight: weight === '' ? 1 : weight,
    order: order === '' ? 1 : order,
    timeouts,
  };
}

function set<Name extends string>(name: Name, value: number | '') {
  return (value === '' ? {} : { [name]: value }) as Partial<Record<Name, number>>;
}

/** `plan=pro` as what has to be equal; without a sign, a key whose value is empty. */
function metadataOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
