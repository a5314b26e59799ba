import { readFileSync } from 'node:fs'
import path from 'node:path'

import { errorWords } from '../../../../miniprogram/i18n/error-words'
import { errorsEn } from '../../../../miniprogram/i18n/errors-en'
import { errorsZhCn } from '../../../../miniprogram/i18n/errors-zh-cn'
import { setLanguage } from '../../../../miniprogram/i18n/t'
import { ImError } from '../../../../miniprogram/services/im/im-error'
import { CODE_GROUPS } from '../../../../miniprogram/services/im/sdk-codes'
import { NodeWx } from '../../../integration/helpers/node-wx'
import { loadSdk, Timers } from '../../../integration/helpers/sdk-person'

const miniprogram = path.join(__dirname, '../../../../miniprogram')
const SUCCESS = 0

describe('the errors of the SDK', () => {
  it('each have a typed error, in exactly one group, under the vendor’s own name', () => {
    const { ErrorCode } = loadSdk(new NodeWx(), new Timers())
    const vendor = Object.entries(ErrorCode)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .filter(([, number]) => number !== SUCCESS)
    expect(vendor.length).toBeGreaterThan(400)
    const numbers = Object.values(CODE_GROUPS).flatMap(({ sdk }) => sdk)
    expect([...numbers].sort()).toEqual(vendor.map(([, number]) => number).sort())
    const source = readFileSync(path.join(miniprogram, 'services/im/sdk-codes.ts'), 'utf8')
    const named = [...source.matchAll(/(-?\d+)[,\]]* \/\/ (\w+)/g)]
    expect(named.map(([, number, name]) => `${number} ${name}`).sort()).toEqual(
      vendor.map(([name, number]) => `${number} ${name}`).sort(),
    )
  })

  it('each have words in both languages', () => {
    const codes = [...Object.keys(CODE_GROUPS), 'UNKNOWN', 'DOMAIN_NOT_ALLOWED', 'SDK_LOAD_FAILED']
    for (const catalogue of [errorsZhCn, errorsEn]) {
      const words = catalogue as Record<string, string>
      expect(codes.filter((code) => !words[`error.${code}`])).toEqual([])
    }
    for (const code of codes) {
      expect((errorsZhCn as Record<string, string>)[`error.${code}`]).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('are told to people in words, never as a bare number', () => {
    setLanguage('en')
    expect(errorWords(ImError.fromSdk(405, 'send'))).toBe(
      'Not sent: you were blocked by this person',
    )
    setLanguage('zh-CN')
    expect(errorWords(ImError.fromSdk(405, 'send'))).toBe('未发送：对方已将您拉黑')
    expect(errorWords(ImError.fromSdk(77777, 'send'))).toContain('77777')
  })

  it('are tried again only where that can help', () => {
    const retryable = (sdkCode: number) => ImError.fromSdk(sdkCode, 'send').retryable
    expect([-1, 20604, 30002, 30011, 31003].map(retryable)).toEqual(Array(5).fill(true))
    expect([405, 21501, 22406, 23408, 30016, 31004].map(retryable)).toEqual(Array(6).fill(false))
  })
})
