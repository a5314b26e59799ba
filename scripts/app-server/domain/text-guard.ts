import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'

import type { Tables } from '../data/tables'
import { Problem } from '../http/problem'
import type { Scene, WeChatClient } from '../wechat/wechat-client'
import { WeChatError } from '../wechat/wechat-error'
import { applyWords, type SensitiveWord } from './sensitive-words'

/** Longest text msgSecCheck takes; a longer one is checked in parts. */
const PART_LENGTH = 2500
/** The person has not opened the mini-program for two hours, so WeChat cannot judge them. */
const NOT_SEEN_LATELY = 61010

/** Judges every text a person makes visible to others through this server, before it is stored or sent. */
export class TextGuard {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly wechat: WeChatClient | null,
    private readonly log: FastifyBaseLogger,
  ) {}

  /**
   * @returns the text to publish: words on the list with a replacement are replaced.
   * @throws {Problem} content.risky when the word list or WeChat refuses it, upstream.wechat when WeChat cannot be asked.
   */
  async check(userId: string, scene: Scene, text: string): Promise<string> {
    const outcome = applyWords(text, await this.words())
    if (outcome.refusedFor !== null) {
      throw new Problem('content.risky', 'The text holds words that are not allowed here.')
    }
    if (this.wechat) await this.askWeChat(this.wechat, userId, scene, outcome.text)
    return outcome.text
  }

  private async words(): Promise<SensitiveWord[]> {
    return this.db.selectFrom('sensitive_words').select(['word', 'replacement']).execute()
  }

  private async askWeChat(
    wechat: WeChatClient,
    userId: string,
    scene: Scene,
    text: string,
  ): Promise<void> {
    const person = await this.db
      .selectFrom('users')
      .select('openid')
      .where('id', '=', userId)
      .executeTakeFirst()
    // Demo people have no openid, and msgSecCheck judges only people it knows.
    if (!person?.openid) return
    for (let start = 0; start < text.length; start += PART_LENGTH) {
      const part = text.slice(start, start + PART_LENGTH)
      try {
        const verdict = await wechat.checkText(person.openid, scene, part)
        if (verdict.suggest === 'pass') continue
      } catch (error) {
        if (!(error instanceof WeChatError) || error.code !== NOT_SEEN_LATELY) throw error
        this.log.warn({ userId }, 'WeChat has not seen this person lately; the word list decided')
        return
      }
      throw new Problem('content.risky', 'The text does not pass the content check.')
    }
  }
}
