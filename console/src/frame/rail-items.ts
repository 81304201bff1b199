import {
  type Icon,
  IconArrowsSplit2,
  IconChartHistogram,
  IconCpu,
  IconFlask,
  IconKey,
  IconMessages,
  IconReportMoney,
  IconRoute,
  IconServer,
  IconSettings,
} from '@tabler/icons-react';
import type { Scope } from '../data/session.ts';

export interface RailItem {
  readonly label: string;
  readonly to: string;
  readonly icon: Icon;
  /** Shown only to those who have this scope in the project. */
  readonly scope?: Scope;
}

export interface RailGroup {
  readonly label: string;
  readonly items: readonly RailItem[];
}

/** The pages in the order of the life of an app. A group shows once it has a page; a page is one line here. */
export const RAIL: readonly RailGroup[] = [
  {
    label: 'Observe',
    items: [
      { label: 'Overview', to: '/overview', icon: IconChartHistogram, scope: 'usage:read' },
      { label: 'Requests', to: '/requests', icon: IconRoute, scope: 'traces:read' },
      { label: 'Sessions', to: '/sessions', icon: IconMessages, scope: 'traces:read' },
      { label: 'Spend', to: '/spend', icon: IconReportMoney, scope: 'usage:read' },
    ],
  },
  {
    label: 'Build',
    items: [{ label: 'Playground', to: '/playground', icon: IconFlask, scope: 'inference' }],
  },
  {
    label: 'Control',
    items: [
      { label: 'Models', to: '/models', icon: IconCpu, scope: 'models:read' },
      { label: 'Routes', to: '/routes', icon: IconArrowsSplit2, scope: 'routes:read' },
      { label: 'Keys', to: '/keys', icon: IconKey, scope: 'keys:own' },
    ],
  },
  {
    label: 'Settings',
    items: [
      { label: 'Settings', to: '/settings', icon: IconSettings },
      { label: 'System', to: '/system', icon: IconServer, scope: 'system:read' },
    ],
  },
];
