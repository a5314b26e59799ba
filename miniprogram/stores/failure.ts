import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'

/** What failed last, as long as people are told. Its words are made when read: they follow the language. */
export class Failure {
  private error: unknown = null

  constructor() {
    makeObservable<Failure, 'error'>(this, { error: observable.ref, words: computed })
  }

  /** Empty when nothing failed. */
  get words(): string {
    return this.error === null ? '' : errorWords(this.error)
  }

  tell(error: unknown): void {
    runInAction(() => (this.error = error))
  }

  clear(): void {
    runInAction(() => (this.error = null))
  }
}
