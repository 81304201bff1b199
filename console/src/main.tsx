import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { cspNonce } from './csp-nonce.ts';
import { Moments } from './data/moments.ts';
import { createQueryClient } from './data/query-client.ts';
import { createConsoleRouter } from './router.tsx';
import { theme } from './theme/theme.ts';
import { variables } from './theme/variables.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// Where react-remove-scroll, under Mantine's dialogs, looks for the nonce of its style element.
Object.assign(globalThis, { __webpack_nonce__: cspNonce() });

const queryClient = createQueryClient();
const router = createConsoleRouter({ queryClient, moments: new Moments() });

createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    getStyleNonce={cspNonce}
    defaultColorScheme="auto"
  >
    <QueryClientProvider client={queryClient}>
      <Notifications position="bottom-right" />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
