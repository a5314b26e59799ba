import type { Lifecycle } from '../../miniprogram/platform/lifecycle'

/** An app in front or behind, as a test says. */
export class FakeLifecycle implements Lifecycle {
  private readonly hideListeners = new Set<() => void>()
  private readonly showListeners = new Set<() => void>()

  onHide(listener: () => void): () => void {
    this.hideListeners.add(listener)
    return () => this.hideListeners.delete(listener)
  }

  onShow(listener: () => void): () => void {
    this.showListeners.add(listener)
    return () => this.showListeners.delete(listener)
  }

  hide(): void {
    for (const listener of this.hideListeners) listener()
  }

  show(): void {
    for (const listener of this.showListeners) listener()
  }
}
