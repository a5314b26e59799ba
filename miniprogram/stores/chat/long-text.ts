import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import type { OutboxDraft } from '../../services/outbox/outbox'
import { splitText, type TextPart } from '../../utils/split-text'
import type { SendOutcome } from '../app-stores'
import { textRoom } from '../text-room'
import type { LongTextFace } from './chat-faces'
import type { Composing } from './composing'

/** What was offered: the text as it was then. */
interface Offer {
  text: string
  count: number
}

/** A text too long for one message goes as several, if the person wishes. */
export class LongText implements LongTextFace {
  private offer: Offer | null = null

  constructor(
    private readonly composing: Composing,
    private readonly add: (draft: OutboxDraft) => SendOutcome,
  ) {
    makeObservable<LongText, 'offer'>(this, { offer: observable.ref, partCount: computed })
  }

  get partCount(): number {
    return this.offer?.text === this.composing.text ? this.offer.count : 0
  }

  count(): number {
    const count = this.parts().length
    runInAction(() => (this.offer = { text: this.composing.text, count }))
    return count
  }

  send(): SendOutcome {
    for (const [index, part] of this.parts().entries()) {
      const outcome = this.add(this.composing.composedPart(part, index === 0))
      if (outcome === 'accepted') continue
      if (index > 0) this.composing.sentUntil(part.start)
      return outcome
    }
    this.composing.clear()
    return 'accepted'
  }

  private parts(): TextPart[] {
    const room = textRoom({ type: 'text', text: '' })
    const first = textRoom(this.composing.composed().content)
    return splitText(this.composing.state, (index) => (index === 0 ? first : room))
  }
}
