import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodingAgent } from './agent.ts';

/** Google's, over Gemini's API. */
export const geminiCli: CodingAgent = {
  name: '@google/gemini-cli',
  binary: (folder) => join(folder, 'node_modules/@google/gemini-cli/bundle/gemini.js'),

  prepare({ home, origin, model, key, own, session, task }) {
    const settings = join(home, '.gemini');
    mkdirSync(settings, { recursive: true });
    writeFileSync(
      join(settings, 'settings.json'),
      JSON.stringify({
        general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        security: { auth: { selectedType: 'gemini-api-key' } },
      }),
    );
    const headers = [
      // It names no session of its own.
      `x-signalbox-session: ${session}`,
      ...(own === null ? [] : [`x-signalbox-key: ${key}`]),
    ];
    return {
      args: ['--skip-trust', '--approval-mode', 'yolo', '--model', model, '--prompt', task],
      env: {
        GOOGLE_GEMINI_BASE_URL: `${origin}/gemini`,
        GEMINI_API_KEY: own ?? key,
        GEMINI_CLI_CUSTOM_HEADERS: headers.join(', '),
      },
    };
  },
};
