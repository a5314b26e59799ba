import type { Network, NetworkState } from '../../miniprogram/platform/network'

/** A phone's network in a test's hand. */
export class FakeNetwork implements Network {
  private state: NetworkState = { isConnected: true, isWeak: false }
  private readonly listeners = new Set<(state: NetworkState) => void>()

  async current(): Promise<NetworkState> {
    return this.state
  }

  onChange(listener: (state: NetworkState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  change(change: Partial<NetworkState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener(this.state)
  }
}
