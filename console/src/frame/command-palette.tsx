import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { PaletteList } from './palette-list.tsx';

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
      <Tooltip label="Go to anything (Ctrl K)">
        <ActionIcon aria-label="Go to anything" onClick={() => setOpened(true)}>
          <IconSearch size={16} stroke={1.5} />
        </ActionIcon>
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
