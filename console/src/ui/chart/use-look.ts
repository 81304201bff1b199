import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Look } from './options.ts';

/** The theme's colours as a canvas needs them. */
export function useLook(): Look {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => {
    // Mantine sets the scheme's attribute before this renders; were it late, the effect of a changed scheme runs again.
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
    const style = getComputedStyle(document.documentElement);
    const read = (name: string) => style.getPropertyValue(name).trim();
    return {
      scheme,
      text: read('--mantine-color-text'),
      dimmed: read('--mantine-color-dimmed'),
      line: read('--line'),
      ground: read('--mantine-color-body'),
      font: read('--mantine-font-family'),
    };
  }, [scheme]);
}
