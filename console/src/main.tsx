import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { cspNonce } from './csp-nonce.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <MantineProvider getStyleNonce={cspNonce} defaultColorScheme="auto">
    Signalbox
  </MantineProvider>,
);
