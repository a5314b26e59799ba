import { makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { Failure } from './failure'

export interface Load<Answer> {
  /** Nothing is on screen yet, so people are told that something is on its way. */
  isFirst: boolean
  ask(): Promise<Answer>
  /** Runs as an action. */
  take(answer: Answer): void
}

/** How it stands with what a store asks for: on its way, here, or failed. */
export class Loading {
  isUnderWay = false
  private readonly failed = new Failure()

  constructor() {
    makeObservable(this, { isUnderWay: observable })
  }

  /** Words for people; empty when the last answer came. */
  get failure(): string {
    return this.failed.words
  }

  /** Resolves in either case: what failed is told by `failure`, and what is on screen stays. */
  async run<Answer>({ isFirst, ask, take }: Load<Answer>): Promise<void> {
    runInAction(() => (this.isUnderWay = isFirst))
    try {
      const answer = await ask()
      runInAction(() => {
        take(answer)
        this.failed.clear()
      })
    } catch (error) {
      this.failed.tell(error)
    } finally {
      runInAction(() => (this.isUnderWay = false))
    }
  }

  clear(): void {
    this.failed.clear()
  }
}
