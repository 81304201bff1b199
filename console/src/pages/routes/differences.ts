import type { Saying } from './types.ts';

/** One thing that a version says otherwise; null: it says nothing of it. */
export interface Difference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Targets = Saying['targets'];

/** What the later of two versions says otherwise, in words. */
export function differences(before: Saying, after: Saying): Difference[] {
  return [
    ...plain('name', before.name, after.name),
    ...plain('enabled', yesOrNo(before.enabled), yesOrNo(after.enabled)),
    ...plain('strategy', before.strategy, after.strategy),
    ...ofTargets('target', before.targets, after.targets),
    ...ofRules(before, after),
    ...plain('retries', String(before.retries), String(after.retries)),
    ...plain('falls back on', listed(before.fallback_on), listed(after.fallback_on)),
    ...plain('asks another after', hedge(before), hedge(after)),
    ...plain('timeouts', timeouts(before.timeouts), timeouts(after.timeouts)),
  ];
}

function plain(what: string, before: string | null, after: string | null): Difference[] {
  return before === after ? [] : [{ what, before, after }];
}

function ofTargets(what: string, before: Targets, after: Targets): Difference[] {
  // A model may stand in several tiers, but once in each.
  const key = ({ model, order }: Targets[number]) => `${order} ${model}`;
  const [old, now] = [before, after].map(
    (targets) => new Map(targets.map((target) => [key(target), targetWords(target)])),
  );
  const found = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((one) =>
    plain(what, old?.get(one) ?? null, now?.get(one) ?? null),
  );
  const places = (targets: Targets) => targets.map(key).join('\n');
  if (found.length > 0 || places(before) === places(after)) return found;
  return [{ what: `order of the ${what}s`, before: names(before), after: names(after) }];
}

function ofRules({ rules: before }: Saying, { rules: after }: Saying): Difference[] {
  const [old, now] = [before, after].map(
    (rules) => new Map(rules.map((rule) => [rule.name, rule])),
  );
  const found = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((name) => {
    const [was, is] = [old?.get(name), now?.get(name)];
    const what = `rule ${name}`;
    if (was === undefined || is === undefined)
      return plain(what, was === undefined ? null : ruleWords(was), (is && ruleWords(is)) || null);
    return [
      ...plain(`${what}, when`, conditionWords(was.when), conditionWords(is.when)),
      ...ofTargets(`${what}, target`, was.targets, is.targets),
    ];
  });
  const order = (rules: Saying['rules']) => rules.map(({ name }) => name).join(', ');
  if (found.length > 0 || order(before) === order(after)) return found;
  return plain('order of the rules', order(before), order(after));
}

function ruleWords({ when, targets }: Saying['rules'][number]): string {
  return `${conditionWords(when)} → ${names(targets)}`;
}

/** A condition as people read it: "tag a or b, at least 1000 tokens". */
export function conditionWords(when: Saying['rules'][number]['when']): string {
  const { metadata = {}, tags, users, input_tokens: tokens } = when;
  return [
    ...Object.entries(metadata).map(([key, value]) => `${key} is ${value}`),
    ...(tags === undefined ? [] : [`tag ${tags.join(' or ')}`]),
    ...(users === undefined ? [] : [`user ${users.join(' or ')}`]),
    ...(tokens?.min === undefined ? [] : [`at least ${tokens.min} tokens`]),
    ...(tokens?.below === undefined ? [] : [`below ${tokens.below} tokens`]),
  ].join(', ');
}

function targetWords({ model, weight, order, timeouts: own }: Targets[number]): string {
  return [
    model,
    `tier ${order}`,
    `weight ${weight}`,
    ...(Object.keys(own).length === 0 ? [] : [timeouts(own)]),
  ].join(', ');
}

/** What is set of timeouts: "total 9000 ms, idle 500 ms". */
export function timeouts(of: Saying['timeouts']): string {
  const set = Object.entries(of).flatMap(([name, ms]) =>
    ms === undefined ? [] : [`${name.replace(/_ms$/, '').replace('_', ' ')} ${ms} ms`],
  );
  return set.length === 0 ? 'as the gateway’s' : set.sort().join(', ');
}

const names = (targets: Targets) => targets.map(({ model }) => model).join(', ');
const yesOrNo = (one: boolean) => (one ? 'yes' : 'no');
const listed = (words: readonly string[]) => words.map(causeWords).join(', ') || 'nothing';
const hedge = ({ hedge_after_ms: ms }: Saying) => (ms === null ? 'never' : `${ms} ms`);

export function causeWords(cause: string): string {
  return cause.replaceAll('_', ' ');
}
