import { homedir } from 'node:os';
import { join } from 'node:path';

import {
  boolean,
  type ChoiceOption,
  choice,
  integer,
  type Option,
  optionalText,
  secretUrl,
  type TextForm,
  text,
} from './option.ts';
import { PROVIDER_OPTIONS } from './provider-options.ts';

/** Root keeps its data where a process under another uid can reach it (embedded PostgreSQL refuses to run as root). */
function defaultDataDirectory(): string {
  if (process.getuid?.() === 0) return '/var/lib/signalbox';
  try {
    return join(homedir(), '.local', 'share', 'signalbox');
  } catch {
    // HOME is not set, and this user has no entry that would say: `requireData` asks for one where it is needed.
    return '';
  }
}

export const MASTER_KEY_FORM: TextForm = {
  pattern: /^\s*([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)\s*$/,
  takes: 'It takes 32 bytes as 64 hex digits or base64: openssl rand -hex 32',
};
export const BOOTSTRAP_KEY_FORM: TextForm = {
  pattern: /^.{32,}$/s,
  takes: 'It takes any string of 32 characters or more: openssl rand -hex 32',
};

/** Every option there is: variable, flag, type, default and help in one place. */
export const OPTIONS = {
  role: choice({
    variable: null,
    flag: 'role',
    choices: ['all', 'control', 'telemetry', 'gateway', 'engine', 'worker'],
    default: 'all',
    help: 'Which process to be; `all` is the supervisor, which starts the others.',
  }),
  host: text({
    variable: 'SIGNALBOX_HOST',
    flag: 'host',
    default: '127.0.0.1',
    help: 'Address that both ports listen on.',
  }),
  allowedHosts: optionalText({
    variable: 'SIGNALBOX_ALLOWED_HOSTS',
    flag: 'allowed-hosts',
    help: 'Host names, with commas between, that both ports answer for besides those of this machine, such as that of a proxy before them. Needed only where --host is a loopback address.',
  }),
  port: integer({
    variable: 'SIGNALBOX_PORT',
    flag: 'port',
    min: 1,
    max: 65535,
    default: 4100,
    help: 'Port of the gateway: what applications call.',
  }),
  gatewayUrl: optionalText({
    variable: 'SIGNALBOX_GATEWAY_URL',
    flag: 'gateway-url',
    help: 'Address at which applications reach the gateway, where that is not the console’s host with --port: shown in the console.',
  }),
  consolePort: integer({
    variable: 'SIGNALBOX_CONSOLE_PORT',
    flag: 'console-port',
    min: 1,
    max: 65535,
    default: 4101,
    help: 'Port of the management API and the console.',
  }),
  data: text({
    variable: 'SIGNALBOX_DATA',
    flag: 'data',
    default: defaultDataDirectory(),
    help: 'Data directory: stores, spools, keys.',
  }),
  gateways: integer({
    variable: 'SIGNALBOX_GATEWAYS',
    flag: 'gateways',
    min: 1,
    max: 64,
    default: 1,
    help: 'How many gateway processes share the port.',
  }),
  databaseUrl: optionalText({
    variable: 'DATABASE_URL',
    flag: null,
    secret: true,
    help: 'PostgreSQL 15+ to use instead of the embedded one.',
  }),
  clickhouseUrl: optionalText({
    variable: 'CLICKHOUSE_URL',
    flag: null,
    secret: true,
    help: 'ClickHouse 24.8+ to use instead of the embedded chDB.',
  }),
  secretKey: optionalText({
    variable: 'SIGNALBOX_SECRET_KEY',
    flag: null,
    secret: true,
    form: MASTER_KEY_FORM,
    help: 'Master key: 32 bytes as 64 hex digits or base64. Without it the first start writes one to a file of mode 0600.',
  }),
  bootstrapKey: optionalText({
    variable: 'SIGNALBOX_BOOTSTRAP_KEY',
    flag: null,
    secret: true,
    form: BOOTSTRAP_KEY_FORM,
    help: 'Owner key with every scope on both ports, any string of 32 characters or more. Without it the first start writes one to a file.',
  }),
  ...PROVIDER_OPTIONS,
  allowPrivateProviders: boolean({
    variable: 'SIGNALBOX_ALLOW_PRIVATE_PROVIDERS',
    flag: 'allow-private-providers',
    default: false,
    help: 'Members may add providers in private networks and at addresses of this machine; without it only owners and the environment may. Loopback, link-local and metadata addresses stay refused.',
  }),
  localModel: boolean({
    variable: 'SIGNALBOX_LOCAL_MODEL',
    flag: 'local-model',
    default: true,
    help: 'Serve the small local models; `--no-local-model` installs no engine.',
  }),
  durability: choice({
    variable: 'SIGNALBOX_DURABILITY',
    flag: 'durability',
    choices: ['os', 'fsync'],
    default: 'os',
    help: '`os`: the death of a process loses nothing, a power cut at most a second; `fsync`: neither loses anything, at the price of a disk flush a request.',
  }),
  logLevel: choice({
    variable: 'SIGNALBOX_LOG_LEVEL',
    flag: 'log-level',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    help: 'Least severe log line written.',
  }),
  validateResponses: boolean({
    variable: 'SIGNALBOX_VALIDATE_RESPONSES',
    flag: null,
    default: false,
    help: 'Check every answer of the management API against its schema (development and tests).',
  }),
  trustedProxies: optionalText({
    variable: 'SIGNALBOX_TRUSTED_PROXIES',
    flag: 'trusted-proxies',
    help: 'Addresses and networks (CIDR), with commas between, of proxies before the console whose X-Forwarded-For is believed.',
  }),
  maxBodyBytes: integer({
    variable: 'SIGNALBOX_MAX_BODY_BYTES',
    flag: 'max-body-bytes',
    min: 1024,
    max: 1 << 30,
    default: 32 << 20,
    help: 'Largest request body that the gateway accepts, in bytes.',
  }),
  maxUploadBytes: integer({
    variable: 'SIGNALBOX_MAX_UPLOAD_BYTES',
    flag: 'max-upload-bytes',
    min: 1024,
    max: 2 ** 40,
    default: 512 << 20,
    help: 'Largest form with files in it (sound, images) that the gateway accepts, in bytes. It is kept on disk, encrypted, while its request lasts.',
  }),
  spoolMaxBytes: integer({
    variable: 'SIGNALBOX_SPOOL_MAX_BYTES',
    flag: 'spool-max-bytes',
    min: 16 << 20,
    max: Number.MAX_SAFE_INTEGER,
    default: 4 * 1024 ** 3,
    help: 'Space for the spools of all gateways on this machine; past half of it payloads are no longer captured, past all of it requests go unrecorded and are counted.',
  }),
  maxSnapshotAgeSeconds: integer({
    variable: 'SIGNALBOX_MAX_SNAPSHOT_AGE',
    flag: 'max-snapshot-age',
    min: 10,
    max: 7 * 86_400,
    default: 900,
    help: 'Seconds for which a gateway serves without hearing from control.',
  }),
  connectTimeoutMs: integer({
    variable: 'SIGNALBOX_CONNECT_TIMEOUT_MS',
    flag: 'connect-timeout-ms',
    min: 10,
    max: 600_000,
    default: 5_000,
    help: 'Upstream: time to connect, ms.',
  }),
  firstByteTimeoutMs: integer({
    variable: 'SIGNALBOX_FIRST_BYTE_TIMEOUT_MS',
    flag: 'first-byte-timeout-ms',
    min: 10,
    max: 3_600_000,
    default: 120_000,
    help: 'Upstream: time to the first byte of the answer, ms.',
  }),
  idleTimeoutMs: integer({
    variable: 'SIGNALBOX_IDLE_TIMEOUT_MS',
    flag: 'idle-timeout-ms',
    min: 10,
    max: 3_600_000,
    default: 60_000,
    help: 'Upstream: time between two bytes of the answer, ms.',
  }),
  totalTimeoutMs: integer({
    variable: 'SIGNALBOX_TOTAL_TIMEOUT_MS',
    flag: 'total-timeout-ms',
    min: 10,
    max: 86_400_000,
    default: 600_000,
    help: 'Upstream: time for the whole answer, ms.',
  }),
  httpsProxy: secretUrl({
    variable: 'HTTPS_PROXY',
    alsoVariables: ['https_proxy'],
    flag: null,
    help: 'Proxy for calls to providers with an https base URL; may carry `user:password@`.',
  }),
  httpProxy: secretUrl({
    variable: 'HTTP_PROXY',
    alsoVariables: ['http_proxy'],
    flag: null,
    help: 'Proxy for calls to providers with an http base URL.',
  }),
  noProxy: text({
    variable: 'NO_PROXY',
    alsoVariables: ['no_proxy'],
    flag: null,
    default: '',
    help: 'Hosts that are called without the proxy, by comma: names (with all below them), addresses, networks (10.0.0.0/8), each with :port if wanted, or *. This machine always is.',
  }),
  caFile: optionalText({
    variable: 'SIGNALBOX_CA_FILE',
    flag: 'ca-file',
    help: 'PEM file of certificate authorities to trust beside those of Node (and of NODE_EXTRA_CA_CERTS).',
  }),
  engineIdleSeconds: integer({
    variable: 'SIGNALBOX_ENGINE_IDLE_SECONDS',
    flag: 'engine-idle-seconds',
    min: 1,
    max: 86_400,
    default: 300,
    help: 'The engine leaves memory after so many seconds without a request.',
  }),
} as const satisfies Record<string, Option>;

type ValueOf<O> =
  O extends ChoiceOption<infer C>
    ? C
    : O extends { readonly default: infer D; readonly type: infer K }
      ? K extends 'integer'
        ? D extends null
          ? number | null
          : number
        : K extends 'boolean'
          ? boolean
          : K extends 'url'
            ? URL | null
            : string | Extract<D, null>
      : never;

/** The typed configuration: one member for each row of the table. */
export type Config = { readonly [Name in keyof typeof OPTIONS]: ValueOf<(typeof OPTIONS)[Name]> };
