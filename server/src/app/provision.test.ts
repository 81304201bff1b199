import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBootstrapKey, provisionIdentity } from '../identity/wiring.ts';
import { provisionInference } from '../inference/wiring.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing/index.ts';
import { openSecrets, type Secrets } from '../platform/secrets/index.ts';

const MODELS = join(import.meta.dirname, '..', '..', '..', 'models');
const KEY = 'k'.repeat(32);
let folder: string;
let store: TestDatabase;
let secrets: Secrets;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-provision-'));
  store = await testDatabase();
  secrets = await openSecrets({ secretKey: 'cd'.repeat(32), data: folder }, store.db);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const settings = {
  openaiApiKey: 'sk-one',
  openaiBaseUrl: 'https://api.openai.com/v1',
  localModel: true,
};
type Settings = Parameters<typeof provisionInference>[2];
const inference = (changes: Partial<Settings> = {}) =>
  provisionInference(store.db, secrets, { ...settings, ...changes }, MODELS);
const generation = async () =>
  (await store.db.selectFrom('config_head').select('generation').executeTakeFirstOrThrow())
    .generation;
const providers = () => store.db.selectFrom('providers').selectAll().orderBy('position').execute();
const names = async () => (await providers()).map(({ name }) => name);

describe('a first start', () => {
  it('makes the organisation, the project, three environments and the owner key, once', async () => {
    const first = await provisionIdentity(store.db, secrets, KEY);
    const at = await generation();
    expect(await provisionIdentity(store.db, secrets, KEY)).toEqual(first);
    expect(await generation()).toBe(at);
    const environments = await store.db.selectFrom('environments').selectAll().execute();
    expect(environments.map(({ name }) => name)).toEqual(['development', 'staging', 'production']);
    expect(environments[0]?.id).toBe(first.environmentId);
  });

  it('of two processes at once makes them once', async () => {
    const both = await Promise.all([
      provisionIdentity(store.db, secrets, KEY),
      provisionIdentity(store.db, secrets, KEY),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await store.db.selectFrom('projects').selectAll().execute()).toHaveLength(1);
  });

  it.each(['ftp://x', 'word', 'https://u:hush@host/v1', 'https://host/v1?a=b'])(
    'refuses the base URL %s, naming the variable and not what it holds',
    async (openaiBaseUrl) => {
      const error = await inference({ openaiBaseUrl }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'config_invalid' });
      expect(error.message).toBe('OPENAI_BASE_URL is not the base URL of a provider');
      await inference({ openaiApiKey: null, openaiBaseUrl });
    },
  );

  it('refuses an owner key that is too short, naming what it takes', async () => {
    await expect(provisionIdentity(store.db, secrets, 'short')).rejects.toMatchObject({
      code: 'config_invalid',
    });
  });

  it('replaces the owner key when another is configured', async () => {
    await provisionIdentity(store.db, secrets, KEY);
    const old = await store.db.selectFrom('bootstrap_key').selectAll().executeTakeFirstOrThrow();
    await provisionIdentity(store.db, secrets, `${KEY}2`);
    const now = await store.db.selectFrom('bootstrap_key').selectAll().executeTakeFirstOrThrow();
    expect(now.hash).not.toBe(old.hash);
    expect(now.key_id).toBe(old.key_id);
  });

  it('writes an owner key to a file that only its user can read, and keeps it', () => {
    const key = loadBootstrapKey(folder, null);
    expect(key.length).toBeGreaterThanOrEqual(32);
    const path = join(folder, 'bootstrap.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').trim()).toBe(key);
    expect(loadBootstrapKey(folder, null)).toBe(key);
    expect(loadBootstrapKey(folder, 'configured')).toBe('configured');
  });

  it('brings the providers and models of the environment, once', async () => {
    await inference();
    const at = await generation();
    await inference();
    expect(await generation()).toBe(at);
    expect(await names()).toEqual(['local', 'sandbox', 'openai']);
    const openai = (await providers())[2]!;
    const place = { table: 'providers', row: openai.id, column: 'credential' };
    expect(secrets.decrypt(openai.credential!, place)).toBe('sk-one');
    expect(openai).toMatchObject({ managed_by: 'environment', operator_managed: true });
    await inference({ openaiBaseUrl: 'https://api.openai.com/v1/chat/completions' });
    expect((await providers())[2]).toMatchObject({ base_url: 'https://api.openai.com/v1' });
    expect(await generation()).toBe(at);
    const models = await store.db.selectFrom('local_models').selectAll().orderBy('name').execute();
    expect(models.map(({ name }) => name)).toEqual(['all-minilm-l6-v2', 'smollm2-135m']);
  });
});

describe('the environment', () => {
  const credentialOf = async (name: string) => {
    const row = (await providers()).find((one) => one.name === name)!;
    const place = { table: 'providers', row: row.id, column: 'credential' };
    return row.credential && secrets.decrypt(row.credential, place);
  };

  it('makes a provider of each known host whose variables are set', async () => {
    await inference({
      mistralApiKey: 'sk-mistral',
      anthropicApiKey: 'sk-anthropic',
      anthropicBaseUrl: 'https://api.anthropic.com/v1',
      geminiApiKey: 'sk-gemini',
      azureOpenaiApiKey: 'sk-azure',
      azureOpenaiEndpoint: 'https://me.openai.azure.com/',
      azureOpenaiApiVersion: '2024-10-21',
      ollamaBaseUrl: 'http://127.0.0.1:11434/v1',
      // Nobody knows where.
      vllmApiKey: 'sk-vllm',
    });
    const own = ['local', 'sandbox'];
    const hosts = ['openai', 'anthropic', 'gemini', 'azure', 'mistral', 'ollama'];
    expect(await names()).toEqual([...own, ...hosts]);
    const [openai, anthropic, gemini, azure, mistral, ollama] = (await providers()).slice(2);
    expect(anthropic).toMatchObject({ kind: 'anthropic', base_url: 'https://api.anthropic.com' });
    expect(gemini).toMatchObject({ kind: 'gemini', preset: 'gemini' });
    expect(await credentialOf('gemini')).toBe('sk-gemini');
    expect(openai).toMatchObject({ preset: null, kind: 'openai' });
    expect(azure).toMatchObject({
      kind: 'azure',
      preset: 'azure',
      base_url: 'https://me.openai.azure.com',
      api_version: '2024-10-21',
    });
    expect(mistral).toMatchObject({ preset: 'mistral', base_url: 'https://api.mistral.ai/v1' });
    expect(ollama).toMatchObject({ preset: 'ollama', credential: null });
    expect(await credentialOf('mistral')).toBe('sk-mistral');
    await inference({ azureOpenaiApiKey: 'sk-azure' });
    expect(await names()).toEqual(['local', 'sandbox', 'openai']);
  });

  it('makes one of the clouds where place and credential are told', async () => {
    const key = join(folder, 'account.json');
    writeFileSync(key, '{"type":"service_account"}');
    await inference({
      openaiApiKey: null,
      vertexProject: 'my-project',
      vertexLocation: 'europe-west4',
      vertexCredentials: key,
      awsAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      awsSecretAccessKey: 'secret',
      awsSessionToken: 'session',
      awsRegion: 'eu-west-1',
    });
    const [vertex, bedrock] = (await providers()).slice(2);
    expect(vertex).toMatchObject({
      kind: 'vertex',
      base_url:
        'https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4/publishers/google',
    });
    expect(await credentialOf('vertex')).toBe('{"type":"service_account"}');
    expect(bedrock).toMatchObject({
      kind: 'bedrock',
      base_url: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
    });
    expect(await credentialOf('bedrock')).toBe('AKIAIOSFODNN7EXAMPLE:secret:session');
    // Neither without its place, or with a file that somebody else's tools need.
    await inference({ openaiApiKey: null, awsBearerToken: 'token', vertexCredentials: '/none' });
    expect(await names()).toEqual(['local', 'sandbox']);
    await expect(
      inference({ vertexProject: 'p', vertexCredentials: '/none' }),
    ).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('sets no credential where clients log in by themselves', async () => {
    await inference();
    await store.db
      .updateTable('providers')
      .set({ credential: null, credential_from: 'caller' })
      .where('name', '=', 'openai')
      .execute();
    const at = await generation();
    await inference();
    expect([await generation(), await credentialOf('openai')]).toEqual([at, null]);
  });

  it('names the variable whose address is none', async () => {
    await expect(inference({ ollamaBaseUrl: 'ollama:11434' })).rejects.toMatchObject({
      message: 'OLLAMA_BASE_URL is not the base URL of a provider',
    });
  });
});

describe('a later start', () => {
  it('follows the environment and keeps what people changed', async () => {
    await inference();
    await store.db
      .updateTable('providers')
      .set({ enabled: false })
      .where('name', '=', 'openai')
      .execute();
    await inference({ openaiApiKey: 'sk-two', openaiBaseUrl: 'https://proxy.example/v1/' });
    const [, , openai] = await providers();
    expect(openai).toMatchObject({ base_url: 'https://proxy.example/v1', enabled: false });
    const place = { table: 'providers', row: openai!.id, column: 'credential' };
    expect(secrets.decrypt(openai!.credential!, place)).toBe('sk-two');
  });

  it('takes out what the environment no longer names', async () => {
    await inference();
    await inference({ openaiApiKey: null, localModel: false });
    expect(await names()).toEqual(['sandbox']);
    expect(await store.db.selectFrom('local_models').selectAll().execute()).toEqual([]);
  });
});
