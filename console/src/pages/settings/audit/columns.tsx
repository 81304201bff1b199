import type { Column } from '../../../ui/data-table/index.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { Unknown } from '../../../ui/unknown.tsx';
import { type AuditEvent, actorName, targetName } from './event.ts';

export const COLUMNS: readonly Column<AuditEvent>[] = [
  { id: 'at', header: 'When', width: 120, render: ({ at }) => <RelativeTime iso={at} /> },
  {
    id: 'actor',
    header: 'Who',
    width: 160,
    grow: 1,
    render: ({ actor }) => actorName(actor),
    filter: ({ actor }) =>
      actor.id === null ? null : { dimension: 'actor', value: actor.id, label: actorName(actor) },
  },
  {
    id: 'action',
    header: 'Did',
    width: 180,
    grow: 1,
    render: ({ action }) => action,
    filter: ({ action }) => ({ dimension: 'action', value: action }),
  },
  {
    id: 'kind',
    header: 'To a',
    width: 120,
    render: ({ target }) => target.kind.replaceAll('_', ' '),
    filter: ({ target }) => ({ dimension: 'target_kind', value: target.kind }),
  },
  {
    id: 'target',
    header: 'Named',
    width: 180,
    grow: 1,
    render: (event) => {
      const name = targetName(event);
      return name === event.target.id ? <code>{name}</code> : name;
    },
    filter: (event) =>
      event.target.id === null
        ? null
        : { dimension: 'target', value: event.target.id, label: targetName(event) },
  },
  {
    id: 'ip',
    header: 'From',
    width: 130,
    render: ({ ip }) => ip ?? <Unknown why="No call made it: Signalbox did it itself." />,
  },
];
