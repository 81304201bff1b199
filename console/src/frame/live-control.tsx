import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useClock } from '../data/clock.tsx';
import { useRange } from '../data/use-range.ts';

/** Read again now, or every five seconds; a range that ended does not move, so live is off for it. */
export function LiveControl() {
  const { live, setLive, refresh } = useClock();
  const { range } = useRange();
  const client = useQueryClient();
  const endsNow = range.endsNow;
  const on = live && endsNow;
  const Icon = on ? IconPlayerPause : IconPlayerPlay;
  const liveLabel = on ? 'Pause' : 'Live: read again every 5 seconds';
  return (
    <>
      <Tooltip label="Read again">
        <ActionIcon
          aria-label="Read again"
          onClick={() => {
            refresh();
            void client.invalidateQueries({ queryKey: ['place'] });
          }}
        >
          <IconRefresh size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={endsNow ? liveLabel : 'Live needs a range that ends now'}>
        <ActionIcon
          aria-label={liveLabel}
          aria-pressed={on}
          variant={on ? 'filled' : 'subtle'}
          color={on ? 'signal' : 'gray'}
          disabled={!endsNow}
          onClick={() => {
            refresh();
            setLive(!on);
          }}
        >
          <Icon size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
