export interface Propagation {
  readonly acknowledged: readonly { readonly process: string; readonly role: string }[];
  readonly missing: readonly { readonly process: string; readonly role: string }[];
}

/** Which gateways have put a change into force, as part of a sentence. */
export function propagationLine({ acknowledged, missing }: Propagation): string {
  const gateways = (list: Propagation['missing']) =>
    list.filter(({ role }) => role === 'gateway').map(({ process }) => process);
  const there = gateways(acknowledged);
  const late = gateways(missing);
  const done =
    there.length === 0 ? 'no gateway has acknowledged' : `in force at ${there.join(', ')}`;
  return late.length === 0 ? done : `${done}; not yet acknowledged by ${late.join(', ')}`;
}
