import type { ScreenTour } from '../helpers/screen-tour'
import { answering, text } from '../helpers/street-talk'

/** What a message goes through on its way, what can be done with it, and every face of the composer. */
export function sendingScreens(tourNow: () => ScreenTour): void {
  it('what a message goes through', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street, talk } = tour
    await lin.chat.open('private:su')
    await lin.tell('早上好')
    await tour.hears('su', '早!今天天气真好')
    await lin.chat.choose('早!今天天气真好', 'quote')
    await shows('quoting')
    await lin.tell('是啊,去公园吧')
    await lin.chat.choose('是啊,去公园吧', 'edit')
    await shows('editing')
    await lin.say('是啊,去北边的公园吧')
    await lin.chat.messagesWhen('edited', (rows) => rows.at(-1)?.isEdited === true)
    const slip = await talk.say({ from: 'lin', to: 'su' }, text('写错了'))
    await lin.chat.sees('写错了')
    await talk.say({ from: 'su', to: 'lin' }, answering('lin', slip, '写错了', '哪里错了?'))
    await lin.chat.sees('哪里错了?')
    await lin.chat.choose('写错了', 'recall')
    await lin.chat.messagesWhen('recalled', (rows) => rows.some(({ type }) => type === 'recalled'))
    await street.im.api('/user/blacklist/add', { userId: 'su', blackUserId: 'lin' })
    await lin.say('还在吗')
    await lin.chat.messagesWhen('failed', (rows) => rows.at(-1)?.state === 'failed')
    await street.im.api('/user/blacklist/remove', { userId: 'su', blackUserId: 'lin' })
    await lin.stallUploads(42)
    await lin.attachPicture('slow.jpg', await tour.drawStreet())
    await lin.attachFile('budget.xlsx', Buffer.alloc(48_000))
    await lin.say('这条排在后面')
    await lin.chat.messagesWhen('it waits', (rows) => rows.at(-1)?.text === '这条排在后面')
    await shows('message-states', { height: 1300 })
    const { id } = await lin.chat.sees('早!今天天气真好')
    const openMenu = async (): Promise<void> => {
      await tour.call('onRowMenu', { id, x: 120, y: 240 })
      await phone.find('#menu')
    }
    await shows('message-menu', { open: openMenu })
    await tour.call('onMenuClose')
    await lin.chat.choose('早!今天天气真好', 'select')
    await shows('selecting')
    await tour.call('onSelectionCancel')
  })

  it('every face of the composer', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    await tour.tap('composer', '.composer__emoji')
    await shows('emoji-panel')
    await tour.tap('composer', '.composer__plus')
    await shows('plus-panel')
    await tour.tap('composer', 'plus-panel', '.plus-panel__item--burn')
    await phone.find('#note-burn')
    await shows('composer-burn')
    await tour.tap('#note-burn', '.chat__note-close')
    await tour.tap('composer', '.composer__voice')
    await phone.app.native().authorizeAllow()
    await shows('hold-to-talk')
    const key = await phone.find('composer', 'hold-to-talk', '.hold-to-talk')
    const at = (x: number, y: number): object[] => [
      { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y },
    ]
    await lin.touch(key, 'touchstart', at(200, 780))
    await phone.find('composer', 'hold-to-talk', '.hold-to-talk__time')
    await shows('recording')
    await lin.touch(key, 'touchmove', at(100, 600))
    await shows('recording-cancel')
    await lin.touch(key, 'touchmove', at(360, 600))
    await shows('recording-lock')
    await lin.touch(key, 'touchend', [])
    await phone.find('composer', 'hold-to-talk', '.hold-to-talk__choice--cancel')
    await shows('recording-locked')
    await tour.tap('composer', 'hold-to-talk', '.hold-to-talk__choice--listen')
    await tour.tap('#voice-preview', '.voice-preview__play')
    await phone.until('some of it', async (page) => Number(await page.data('voicePlayed')) > 0.8)
    await tour.tap('#voice-preview', '.voice-preview__play')
    await tour.whenData('voicePlaying', false)
    await shows('recording-preview')
    await phone.app.mockWxMethod('showModal', { confirm: true })
    await tour.tap('#voice-preview', '.voice-preview__discard')
    await tour.whenData('showsVoiceDraft', false)
    await phone.app.restoreWxMethod('showModal')
    await tour.tap('composer', '.composer__voice')
    const lines = '一行\n两行\n三行\n四行\n五行\n六行'
    talk.said.add(lines)
    await lin.chat.type(lines)
    await shows('composer-tall')
    await lin.chat.type('晚上去吃面吗')
    talk.said.add('晚上去吃面吗')
    await lin.home()
  })

  it('what is refused, and why', async () => {
    const tour = tourNow()
    const { lin, shows, street } = tour
    await street.im.api('/sensitiveword/add', { word: '发财' })
    const topic = 'ppMsgP'
    await lin.chat.open('private:zhao')
    const fails = async (words: string): Promise<void> => {
      await lin.say(words)
      await lin.chat.messagesWhen(words, (rows) => {
        const last = rows.at(-1)
        return last?.text === words && last.state === 'failed'
      })
    }
    await fails('恭喜发财')
    await street.im.control('refuse-acks', { topic, status: 407, userIds: ['lin'], count: 9 })
    await fails('可以聊聊吗')
    await street.im.control('clear')
    await street.im.api('/user/blacklist/add', { userId: 'zhao', blackUserId: 'lin' })
    await fails('在家吗')
    await shows('chat-refused')
    await lin.home()
  })

  it('a chat history, and whom to send it to', async () => {
    const tour = tourNow()
    const { lin, phone, shows } = tour
    await lin.chat.open('private:chen')
    const history = (await lin.chat.messages()).find(({ type }) => type === 'combine')!
    await tour.tap(`#row-${history.id}`, '.message-row__bubble')
    await lin.isAt('pages-chat/record/record')
    await shows('record')
    await lin.backTo('pages-chat/chat/chat')
    await lin.chat.choose('周末大扫除,九点集合', 'forward')
    await lin.isAt('pages-chat/forward/forward')
    await shows('forward')
    await tour.call('onChoose', { id: 'private:su' })
    await tour.call('onChoose', { id: 'group:courtyard' })
    await tour.write('你们看', '#comment')
    await shows('forward-chosen')
    await tour.searches('没有这个人')
    await phone.find('empty-state')
    await shows('forward-none')
    await lin.backTo('pages-chat/chat/chat')
    await lin.attach('contact')
    await lin.isAt('pages-chat/people/people')
    await shows('people')
    await tour.searches('没有这个人')
    await phone.find('empty-state')
    await shows('people-none')
    await lin.backTo('pages-chat/chat/chat')
    await lin.home()
  })
}
