import { ListView } from '../helpers/list-view'
import type { ScreenTour } from '../helpers/screen-tour'

const ROOM = 'pages-chat/room/room'

/** A room: quiet and lively, muted in it, and shut out of it. */
export function roomScreens(tourNow: () => ScreenTour): void {
  it('a room that lets nobody more in', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street } = tour
    const refuse = (status: number) =>
      street.im.control('refuse-acks', { topic: '*', status, userIds: ['lin'], count: 1_000 })
    await lin.goToTab('rooms')
    await refuse(23411)
    await lin.goTo(ROOM, '?id=lobby')
    await phone.find('#failed')
    const tryAgain = async (): Promise<void> => {
      await tour.tap('#join-again', '.button')
      await tour.whenData('state', 'failed')
    }
    await shows('room-full', { open: tryAgain })
    await street.im.control('clear')
    await tour.tap('#join-again', '.button')
    await tour.whenData('isInside', true)
  })

  it('a room: quiet, lively, and more of it below', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street, talk } = tour
    const says = async (userId: string, content: string): Promise<void> => {
      talk.said.add(content)
      await street.im.api('/message/chatroom/publish', {
        fromUserId: userId,
        toChatroomId: 'lobby',
        objectName: 'RC:TxtMsg',
        content: JSON.stringify({ content }),
      })
    }
    await shows('room-empty')
    await lin.tell('大家晚上好')
    await lin.tell('The lanterns are up 🏮')
    await says('chen', '今晚谁唱第一首?')
    await says('wang', '我来,先调一下弦')
    await lin.chat.sees('我来,先调一下弦')
    await shows('room')
    for (let n = 1; n <= 12; n++) await says(n % 2 ? 'su' : 'chen', `第 ${n} 盏灯亮了`)
    await lin.chat.sees('第 12 盏灯亮了')
    await new ListView(phone).scrollBy(-400)
    await says('wang', '下一首?')
    await phone.find('#pill')
    await shows('room-new')
    await tour.tap('#pill')
  })

  it('a room where one is muted, and that is shut', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street } = tour
    const lobby = { chatroomId: 'lobby', userId: 'lin', minute: '5' }
    await street.im.api('/chatroom/user/gag/add', lobby)
    await lin.say('听得到我吗')
    await lin.chat.messagesWhen('muted', (rows) => rows.at(-1)?.state === 'failed')
    await shows('room-muted')
    await street.im.api('/chatroom/destroy', { chatroomId: 'lobby' })
    await phone.find('#closed')
    await shows('room-closed')
    await lin.backTo('pages/rooms/rooms')
  })
}
