import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { sessionPicture } from './session-picture'

const file = path.join(__dirname, '../../../../miniprogram/services/session/session-machine.md')

describe('the picture of the session machine', () => {
  it('shows the table as it is (UPDATE_PICTURE=1 draws it anew)', () => {
    if (process.env.UPDATE_PICTURE === '1') writeFileSync(file, sessionPicture())
    const squeezed = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim()
    expect(squeezed(readFileSync(file, 'utf8'))).toBe(squeezed(sessionPicture()))
  })
})
