import fs from 'node:fs'
import path from 'node:path'

const folder = path.join(__dirname, '../../../miniprogram/i18n')
const names = fs
  .readdirSync(folder)
  .flatMap((file) => /^(.+)-zh-cn\.ts$/.exec(file)?.[1] ?? [])
  .sort()

async function catalogue(file: string): Promise<[string, string][]> {
  const module = (await import(path.join(folder, file))) as Record<string, Record<string, string>>
  return Object.entries(Object.values(module)[0])
}

const places = (words: string): string[] => (words.match(/\{\w+\}/g) ?? []).sort()

describe.each(names)('the words of %s', (name) => {
  it('say the same things in both languages', async () => {
    const chinese = await catalogue(`${name}-zh-cn.ts`)
    const english = await catalogue(`${name}-en.ts`)
    expect(english.map(([key]) => key).sort()).toEqual(chinese.map(([key]) => key).sort())
    const englishOf = new Map(english)
    for (const [key, words] of chinese) {
      expect([key, places(englishOf.get(key) ?? '')]).toEqual([key, places(words)])
    }
  })

  it('are translated', async () => {
    const isHan = /\p{Script=Han}/u
    const inEnglish = (await catalogue(`${name}-en.ts`)).filter(([, words]) => isHan.test(words))
    expect(inEnglish).toEqual([])
    const isLatin = /[A-Za-z]{2,}/
    const bare = (words: string): string => words.replace(/\{\w+\}|MIT|MB|GIF|HTTPS?|URL|ID/g, '')
    const inChinese = (await catalogue(`${name}-zh-cn.ts`)).filter(([, words]) =>
      isLatin.test(bare(words)),
    )
    expect(inChinese).toEqual([])
  })
})
