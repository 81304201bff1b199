/** The builds for the processor alone that node-llama-cpp publishes; on Apple silicon Metal is part of the only one. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
};

/** The npm package with llama.cpp's binaries for a machine; null where there is none. */
export function platformPackage(platform: string, arch: string): string | null {
  return PACKAGES[`${platform}-${arch}`] ?? null;
}
