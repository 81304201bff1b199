import 'react';

declare module 'react' {
  // Custom properties are set like any other through the style prop.
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
