import type { ImServer } from '../../integration/helpers/im-server'

/** Who says something to whom: a person, or a group. */
export interface Line {
  from: string
  to: string
  isGroup?: boolean
}

/** A message as the cloud carries it. */
export interface Said {
  /** The cloud's name of its type. */
  type: string
  content: object
  /** Pairs attached to it: reactions, the state of a card. */
  expansion?: Record<string, string>
}

/** Everybody on the street says what they like, by the Server API. */
export class StreetTalk {
  /** Every text that was said: what a screen shows of it is content, not the app's own words. */
  readonly said = new Set<string>()

  constructor(private readonly im: ImServer) {}

  /** @returns the message's id in the cloud. */
  async say({ from, to, isGroup }: Line, { type, content, expansion }: Said): Promise<string> {
    this.remember(content)
    const { messageUIDs, ...answer } = await this.im.api(
      `/message/${isGroup ? 'group' : 'private'}/publish`,
      {
        fromUserId: from,
        [isGroup ? 'toGroupId' : 'toUserId']: to,
        objectName: type,
        content: JSON.stringify(content),
        isPersisted: 1,
        isIncludeSender: 1,
        isMentioned: 'mentionedInfo' in content ? 1 : 0,
        expansion: 'true',
        ...(expansion && { extraContent: JSON.stringify(expansion) }),
      },
    )
    const [first] = (messageUIDs as { messageUID: string }[] | undefined) ?? []
    if (first === undefined) throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`)
    return first.messageUID
  }

  /** One after the other, so that they stand in this order. */
  async sayAll(line: Line, messages: readonly Said[]): Promise<void> {
    for (const message of messages) await this.say(line, message)
  }

  /** Tells one person what the app itself has to tell. */
  async notify(userId: string, { type, content }: Said): Promise<void> {
    this.remember(content)
    await this.im.api('/message/system/publish', {
      fromUserId: 'hutong',
      toUserId: userId,
      objectName: type,
      content: JSON.stringify(content),
      isPersisted: 1,
    })
  }

  /** Whether a text on a screen is something that was said, whole or in part. */
  hasSaid(words: string): boolean {
    return [...this.said].some(
      (said) => said !== '' && (words.includes(said) || said.includes(words)),
    )
  }

  private remember(value: unknown): void {
    if (typeof value === 'string') {
      this.said.add(value)
      if (value.startsWith('{')) this.remember(JSON.parse(value))
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach((inner) => this.remember(inner))
    }
  }
}

export const text = (content: string, more: object = {}): Said => ({
  type: 'RC:TxtMsg',
  content: { content, ...more },
})

const reacted = (message: Said, by: Record<string, string[]>): Said => ({
  ...message,
  expansion: Object.fromEntries(
    Object.entries(by).map(([userId, emoji]) => [
      `r_${userId}`,
      JSON.stringify({ by: userId, with: emoji }),
    ]),
  ),
})

export const order = (title: string, state?: string): Said => ({
  type: 'app:Order',
  content: { orderId: 'A-1009', title, cents: 1200 },
  ...(state && { expansion: { orderState: state } }),
})

/** @param map a picture of the map, base64 JPEG; empty for none. */
export const place = (poi: string, map: string): Said => ({
  type: 'RC:LBSMsg',
  content: { content: map, latitude: 39.94, longitude: 116.39, poi },
})

export const notice = (message: string): Said => ({ type: 'RC:InfoNtf', content: { message } })

/** A text that calls one person. */
export const mentioning = (userId: string, words: string): Said =>
  text(words, { mentionedInfo: { type: 2, userIdList: [userId], mentionedContent: '' } })

/** A text that answers one of somebody's, whose id in the cloud is `uid`. */
export const answering = (userId: string, uid: string, quoted: string, words: string): Said => ({
  type: 'RC:ReferenceMsg',
  content: {
    content: words,
    referMsgUserId: userId,
    referMsg: { content: quoted },
    objName: 'RC:TxtMsg',
    referMsgUid: uid,
  },
})

/** What can happen to a group, and a profile that changed. */
export const everyGroupNotice = (): Said[] => [
  groupNotice('Create', { targetGroupName: '街坊茶话会' }),
  groupNotice('Add', { targetUserDisplayNames: ['苏晴', '陈默'] }),
  groupNotice('Quit', { targetUserDisplayNames: ['陈默'] }),
  groupNotice('Kicked', { targetUserDisplayNames: ['陈默'] }),
  groupNotice('Rename', { targetGroupName: '街坊茶话会' }),
  groupNotice('Bulletin', { bulletin: '周六大扫除' }),
  groupNotice('Transfer', { newCreatorName: '苏晴' }),
  groupNotice('Dismiss', {}),
  { type: 'RC:ProfileNtf', content: { operation: 'Update', data: '{"userId":"su"}' } },
]

export const groupNotice = (operation: string, data: object): Said => ({
  type: 'RC:GrpNtf',
  content: { operatorUserId: 'zhao', operation, data: JSON.stringify(data), message: '' },
})

const LONG =
  '昨天傍晚下了一场小雨,胡同口的灯笼都亮着。隔壁的奶奶把洗好的青菜晾在门廊下,孩子们踩着水回家。' +
  'The tea house kept its door open until ten, and everybody who passed by was called in for a cup.\n\n明天记得把院子里的桌子搬回来。'

/** What a chat can hold besides plain text, one of each. */
export function everyType(media: {
  thumbnail: string
  tallThumbnail: string
  pictureUrl: string
  gifUrl: string
  soundUrl: string
  quotedUid: string
}): Said[] {
  const { thumbnail, tallThumbnail, pictureUrl, gifUrl, soundUrl, quotedUid } = media
  const quote = (
    content: string,
    objName: string,
    referMsg: object,
    referMsgUid: string,
  ): Said => ({
    type: 'RC:ReferenceMsg',
    content: { content, referMsgUserId: 'chen', referMsg, objName, referMsgUid },
  })
  return [
    text('菜单在 https://example.com/tea?table=4 ,订位请打 +86 138-0013-8000。'),
    text(LONG),
    text('🌳🏮'),
    {
      type: 'RC:ImgMsg',
      content: { content: thumbnail, imageUri: pictureUrl, thumWidth: 240, thumHeight: 180 },
    },
    {
      type: 'RC:ImgMsg',
      content: { content: tallThumbnail, imageUri: pictureUrl, thumWidth: 120, thumHeight: 240 },
    },
    { type: 'RC:GIFMsg', content: { remoteUrl: gifUrl, width: 16, height: 16, gifDataSize: 229 } },
    {
      type: 'RC:SightMsg',
      content: {
        sightUrl: pictureUrl,
        content: thumbnail,
        duration: 65,
        size: 812_345,
        name: 'a.mp4',
      },
    },
    { type: 'RC:HQVCMsg', content: { remoteUrl: soundUrl, duration: 3 } },
    { type: 'RC:HQVCMsg', content: { remoteUrl: soundUrl, duration: 58 } },
    { type: 'RC:VcMsg', content: { content: 'IyFBTVIK', duration: 7 } },
    {
      type: 'RC:FileMsg',
      content: { fileUrl: pictureUrl, name: '预算.pdf', size: 70_000, type: 'pdf' },
    },
    {
      type: 'RC:FileMsg',
      content: {
        fileUrl: pictureUrl,
        name: 'minutes-of-the-autumn-meeting-of-the-courtyard-committee.docx',
        size: 2_400_000,
        type: 'docx',
      },
    },
    place('钟鼓楼广场,东城区', ''),
    place('什刹海,西城区', thumbnail),
    {
      type: 'RC:ImgTextMsg',
      content: {
        title: '秋天的胡同:一条巷子和它的树',
        content: '十月',
        imageUri: pictureUrl,
        url: 'https://example.com/autumn',
      },
    },
    {
      type: 'RC:ImgTextMsg',
      content: { title: 'A tea house', content: '', imageUri: '', url: 'https://example.com/tea' },
    },
    quote('七点半,老地方', 'RC:TxtMsg', { content: '明天早上一起去豆浆店?' }, quotedUid),
    quote('这张好看', 'RC:ImgMsg', { content: '', imageUri: pictureUrl }, quotedUid),
    {
      type: 'RC:CombineMsg',
      content: {
        remoteUrl: '',
        nameList: ['陈默', '王小雨'],
        summaryList: ['陈默: 灯修好了吗', '王小雨: 昨晚亮的', '陈默: [图片]', '王小雨: 👍'],
        msgList: [
          {
            fromUserId: 'chen',
            fromUserName: '陈默',
            objectName: 'RC:TxtMsg',
            timestamp: 1_700_000_000_000,
            content: { content: '灯修好了吗' },
          },
          {
            fromUserId: 'wang',
            fromUserName: '王小雨',
            objectName: 'RC:ImgMsg',
            timestamp: 1_700_000_060_000,
            content: { content: thumbnail, imageUri: pictureUrl, thumWidth: 240, thumHeight: 180 },
          },
        ],
      },
    },
    { type: 'RC:CardMsg', content: { userId: 'su', name: '苏晴', portraitUri: '' } },
    order('豆浆两杯'),
    order('豆浆两杯', 'paid'),
    order('A pot of oolong tea and a plate of sunflower seeds', 'shipped'),
    order('豆浆两杯', 'cancelled'),
    text('阅后即焚', { isBurnAfterRead: true, burnDuration: 600 }),
    {
      type: 'RC:ImgMsg',
      content: {
        content: thumbnail,
        imageUri: pictureUrl,
        thumWidth: 240,
        thumHeight: 180,
        isBurnAfterRead: true,
        burnDuration: 600,
      },
    },
    { type: 'xx:Poll', content: { question: 'tea?' } },
    reacted(text('周末大扫除,九点集合'), {
      chen: ['👍', '🎉'],
      lin: ['👍'],
      wang: ['❤️'],
      su: ['👍'],
    }),
  ]
}
