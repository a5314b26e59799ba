import path from 'node:path'

import type { Frame } from 'playwright-core'

import { ContactSheet } from './contact-sheet'
import { lookName, type DrawnPhone, type Look } from './drawn-phone'
import { auditBoxes, auditMotion, auditRoles, readWords, type Finding } from './screen-audit'

interface AuditedLook extends Look {
  /** Roles and contrast are looked at: once in each theme. */
  isRead?: boolean
  /** Boxes and words are looked at: they are the same in both themes. */
  isMeasured?: boolean
}

/** In an order in which little changes from one to the next. */
const LOOKS: AuditedLook[] = [
  { theme: 'light', language: 'zh-CN', fontScale: 1, isRead: true, isMeasured: true },
  { theme: 'dark', language: 'zh-CN', fontScale: 1 },
  { theme: 'dark', language: 'en', fontScale: 1, isRead: true },
  { theme: 'light', language: 'en', fontScale: 1, isMeasured: true },
  { theme: 'light', language: 'en', fontScale: 1.4, isMeasured: true },
]

/** Looks at one screen after the other in every look: a picture for the sheet, and what is wrong with it. */
export class ScreenWalk {
  private readonly sheet = new ContactSheet(path.join(__dirname, '../../screenshots'))
  private readonly found: (Finding & { scene: string })[] = []

  constructor(
    private readonly phone: DrawnPhone,
    /** Texts that people wrote, and names: content, in whatever language. */
    private readonly isContent: (text: string) => boolean,
  ) {}

  /**
   * The phone shows this now.
   * @param height CSS px of the phone; a tall one shows a whole list in one picture.
   * @param open opens what keeps the language it was opened in, e.g. a menu.
   */
  async shows(
    scene: string,
    { height, open }: { height?: number; open?: () => Promise<void> } = {},
  ): Promise<void> {
    const { phone } = this
    await phone.grow(height)
    const frame = await phone.frame()
    for (const look of LOOKS) {
      await phone.wear(look)
      await open?.()
      if (open) await phone.settle()
      const image = await phone.view.screenshot({ type: 'jpeg', quality: 80 })
      this.sheet.add(scene, look, image)
      const where = `${scene}, ${lookName(look)}`
      if (look.isMeasured) {
        this.note(where, await auditBoxes(frame))
        this.note(where, await this.wordsAmiss(frame, look))
      }
      if (look.isRead) this.note(where, await auditRoles(frame))
    }
    this.note(scene, await auditMotion(frame))
    await phone.wear(LOOKS[0])
  }

  /** What was found by these rules, or by any when none is named; one line each. */
  findings(...rules: string[]): string[] {
    return this.found
      .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
      .map(({ scene, rule, where, what }) => `${scene}: ${rule}: ${where}: ${what}`)
  }

  /** @returns the path of the contact sheet. */
  writeSheet(): Promise<string> {
    return this.sheet.write(this.phone.browser)
  }

  private note(scene: string, findings: readonly Finding[]): void {
    for (const finding of findings) this.found.push({ scene, ...finding })
  }

  /** The app's own words that are cut short or of the other language. */
  private async wordsAmiss(frame: Frame, { language }: Look): Promise<Finding[]> {
    const findings: Finding[] = []
    for (const { text, isCut, where } of await readWords(frame)) {
      if (this.isContent(text)) continue
      if (isCut) findings.push({ rule: 'cut', where, what: text })
      const foreign = language === 'en' ? /\p{Script=Han}+/u : /[A-Za-z]{4,}/
      const [found] = foreign.exec(text) ?? []
      if (found !== undefined) findings.push({ rule: 'language', where, what: text })
    }
    return findings
  }
}
