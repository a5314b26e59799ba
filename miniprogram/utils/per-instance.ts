/** State of one page or component instance that is not for the view: keep it here, not in `data`. */
export class PerInstance<State> {
  private readonly states = new WeakMap<object, State>()

  set(instance: object, state: State): State {
    this.states.set(instance, state)
    return state
  }

  /** @throws when the instance has no state: it is not attached. */
  of(instance: object): State {
    const state = this.states.get(instance)
    if (state === undefined) throw new Error('This page has not been attached')
    return state
  }

  has(instance: object): boolean {
    return this.states.has(instance)
  }

  delete(instance: object): void {
    this.states.delete(instance)
  }
}
