import type { Phone } from './phone'

/** Puts a file on the phone that stays there, as one the person has. @returns its path. */
export async function keepFile({ app }: Phone, name: string, bytes: Buffer): Promise<string> {
  return (await app.evaluate(
    (file: string, base64: string) => {
      const filePath = `${wx.env.USER_DATA_PATH}/${file}`
      wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
      return filePath
    },
    name,
    bytes.toString('base64'),
  )) as string
}
