import type { RailGroup } from './rail-items.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is: "Observe", "Project". */
  readonly group: string;
  readonly to?: string;
  readonly search?: { readonly [name: string]: string | undefined };
}

const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TRACE_ID = /^[0-9a-f]{32}$/i;

/** What the palette offers for a text: an id leads to its request or trace, anything else to what its words are in. */
export function findCommands(typed: string, commands: readonly Command[]): readonly Command[] {
  const text = typed.trim();
  if (REQUEST_ID.test(text)) {
    return [
      {
        id: 'request',
        label: `Request ${text}`,
        group: 'Open',
        to: '/requests',
        search: { open: text },
      },
    ];
  }
  if (TRACE_ID.test(text)) {
    return [
      {
        id: 'trace',
        label: `Trace ${text}`,
        group: 'Open',
        // By the id alone: a list of the range at the top may not reach back to it.
        to: `/requests/${text.toLowerCase()}`,
      },
    ];
  }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, group }) => {
    const full = `${group} ${label}`.toLowerCase();
    return words.every((word) => full.includes(word));
  });
}

export function pageCommands(groups: readonly RailGroup[]): readonly Command[] {
  return groups.flatMap(({ label: group, items }) =>
    items.map(({ label, to }) => ({ id: to, label, group, to })),
  );
}
