import type { RongSdk } from './sdk-caller'

/** The path is literal because WeChat's packer finds what `require.async` needs by reading it. */
export function loadSdk(): Promise<RongSdk> {
  return require.async('../../../sdk/index.js') as Promise<RongSdk>
}
