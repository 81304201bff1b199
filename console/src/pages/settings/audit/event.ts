/** A row of the audit as the API lists it. */
export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string | null;
    readonly name: string | null;
  };
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string | null };
  readonly project_id: string | null;
  readonly request_id: string | null;
  readonly ip: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Who it was, as people read it. */
export function actorName({ kind, id, name }: AuditEvent['actor']): string {
  if (name !== null) return name;
  if (kind === 'bootstrap') return 'the owner key';
  if (kind === 'system') return 'Signalbox itself';
  return id ?? kind;
}

/** What it was done to: its name where the row knows one, else its id. */
export function targetName(event: Pick<AuditEvent, 'target' | 'before' | 'after'>): string {
  for (const side of [event.after, event.before]) {
    if (typeof side !== 'object' || side === null) continue;
    const { name, email, model } = side as Readonly<Record<string, unknown>>;
    const known = [name, email, model].find((text) => typeof text === 'string' && text !== '');
    if (known !== undefined) return String(known);
  }
  return event.target.id ?? '';
}
