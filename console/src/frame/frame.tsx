import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ClockProvider } from '../data/clock.tsx';
import type { Moments } from '../data/moments.ts';
import { rememberPlace } from '../data/place.ts';
import { usePlaceIfAny } from '../data/use-place.ts';
import styles from './frame.module.css';
import { NoProject } from './no-project.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import { TroubleBanner } from './trouble-banner.tsx';

const KEY = 'signalbox.rail';

/** What surrounds every page of somebody who is signed in. */
export function Frame({ moments }: { readonly moments: Moments }) {
  const place = usePlaceIfAny();
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(KEY) === 'collapsed');
  const [drawer, setDrawer] = useState(false);
  useEffect(() => {
    if (place !== null) rememberPlace(place);
  }, [place]);
  const collapse = (wanted: boolean) => {
    setDrawer(false);
    setCollapsed(wanted);
    localStorage.setItem(KEY, wanted ? 'collapsed' : 'wide');
  };
  return (
    <ClockProvider moments={moments}>
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <div
        className={styles.frame}
        data-collapsed={(collapsed && !drawer) || undefined}
        data-drawer={drawer || undefined}
      >
        <div className={styles.rail}>
          <Rail
            collapsed={collapsed && !drawer}
            onCollapse={collapse}
            onNavigate={() => setDrawer(false)}
          />
        </div>
        <TopBar onMenu={() => setDrawer(!drawer)} />
        <TroubleBanner />
        <main id="content" className={styles.content} tabIndex={-1}>
          {place === null ? <NoProject /> : <Outlet />}
        </main>
      </div>
    </ClockProvider>
  );
}
