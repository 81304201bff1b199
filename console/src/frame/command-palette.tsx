import { Modal, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { PaletteList } from './palette-list.tsx';
import styles from './top-bar.module.css';

const KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** Ctrl/Cmd-K. */
export function CommandPalette() {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpened((was) => !was);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Tooltip label="A page, or a request or trace id pasted in">
        <button type="button" className={styles.find} onClick={() => setOpened(true)}>
          <IconSearch size={16} stroke={1.5} />
          <span className={styles.findText}>Go to…</span>
          <kbd className={styles.findKeys}>{KEYS}</kbd>
        </button>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        withCloseButton={false}
        centered={false}
        yOffset={96}
        size={560}
        padding="xs"
        attributes={{ content: { 'aria-label': 'Go to anything' } }}
      >
        <PaletteList onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}
