import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a signal's blue. White passes AA on shades 6 and 7; as text it is `--accent`. */
const signal: MantineColorsTuple = [
  '#eef3fd',
  '#dbe6fa',
  '#b6ccf5',
  '#93b4f4',
  '#85aaf5',
  '#4a7de0',
  '#2f63cc',
  '#2453b3',
  '#1c4391',
  '#143270',
];

/** Greys of the dark theme, a little blue like the rest. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c3c9d1',
  '#a0a8b3',
  '#6b737e',
  '#363b44',
  '#2a2e35',
  '#1f2329',
  '#16181c',
  '#101215',
  '#0b0c0f',
];

export const theme = createTheme({
  primaryColor: 'signal',
  primaryShade: { light: 7, dark: 6 },
  colors: { signal, dark },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    InputWrapper: { styles: { description: { lineHeight: '16px' } } },
    Button: { defaultProps: { size: 'compact-md', fw: 500 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    // The first item has the focus, rather than a place before it that no role of a menu has room for.
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 0 },
        withInitialFocusPlaceholder: false,
      },
    },
    Portal: { defaultProps: { target: '#overlays' } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 0 },
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});
