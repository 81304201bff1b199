import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { CommandPalette } from './command-palette.tsx';
import { LiveControl } from './live-control.tsx';
import { PlaceSwitch } from './place-switch.tsx';
import { RangePicker } from './range-picker.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import styles from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  return (
    <header className={styles.bar}>
      <ActionIcon className={styles.menu ?? ''} aria-label="Menu" onClick={onMenu}>
        <IconMenu2 size={18} stroke={1.5} />
      </ActionIcon>
      <PlaceSwitch />
      <div className={styles.end}>
        <RangePicker />
        <LiveControl />
        <CommandPalette />
        <ThemeSwitch />
        <UserMenu />
      </div>
    </header>
  );
}
