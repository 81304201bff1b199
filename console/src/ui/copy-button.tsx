import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

export function CopyButton({
  text,
  what,
  size = 24,
}: {
  readonly text: string;
  /** What is copied, as in "Copy the request id". */
  readonly what: string;
  readonly size?: number;
}) {
  const clipboard = useClipboard({ timeout: 1_500 });
  const label = clipboard.copied ? 'Copied' : `Copy ${what}`;
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={size}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          clipboard.copy(text);
        }}
      >
        <Icon size={Math.round(size * 0.6)} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
