import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodingAgent, workFolder } from './agent.ts';

/** OpenAI's, over Responses. */
export const codex: CodingAgent = {
  name: '@openai/codex',
  binary: (folder) => join(folder, 'node_modules/@openai/codex/bin/codex.js'),

  prepare(errand) {
    const { home, origin, model, key, own, task } = errand;
    const settings = join(home, '.codex');
    mkdirSync(settings, { recursive: true });
    writeFileSync(
      join(settings, 'config.toml'),
      `
model = ${JSON.stringify(model)}
model_provider = "signalbox"
approval_policy = "never"
sandbox_mode = "danger-full-access"
# What it would ask of other hosts, or offer of them.
check_for_update_on_startup = false
web_search = "disabled"
analytics = { enabled = false }
feedback = { enabled = false }
otel = { exporter = "none", metrics_exporter = "none" }
features = { plugins = false, multi_agent = false }

[model_providers.signalbox]
name = "Signalbox"
base_url = "${origin}/v1"
wire_api = "responses"
env_key = "AGENT_KEY"
${own === null ? '' : 'env_http_headers = { "x-signalbox-key" = "SIGNALBOX_KEY" }'}
`,
    );
    return {
      args: ['exec', '--strict-config', '--skip-git-repo-check', '-C', workFolder(errand), task],
      env: { CODEX_HOME: settings, AGENT_KEY: own ?? key, SIGNALBOX_KEY: key },
    };
  },
};
