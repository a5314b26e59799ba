import { queryValue } from '../../utils/query'
import { attempt } from '../../pages/shared/dialogs'
import { askedConversation } from '../../pages/shared/open-chat'
import type { ScreenStack } from '../shared/screen-stacks'
import { ChatPage, chatPages } from './chat-page'
import { composerEvents } from './events/composer-events'
import { listEvents } from './events/list-events'
import { menuEvents } from './events/menu-events'
import { rowEvents } from './events/row-events'

/** One conversation. What people do on the page is in `events/`, one behavior for each part of the template. */
Component({
  behaviors: [listEvents, rowEvents, menuEvents, composerEvents],
  data: {
    earlierStacks: [] as readonly ScreenStack[],
    recentStacks: [] as readonly ScreenStack[],
    scrollTop: 0,
    topRoom: 0,
    isFarUp: false,
    floatingDate: '',
    folded: {},
    flashId: '',
    burning: {},
  },
  lifetimes: {
    ready() {
      if (chatPages.has(this)) chatPages.of(this).scroller.measure()
    },
    detached() {
      if (chatPages.has(this)) chatPages.of(this).dispose()
    },
  },
  pageLifetimes: {
    show() {
      if (chatPages.has(this)) chatPages.of(this).setShown(true)
    },
    hide() {
      if (chatPages.has(this)) chatPages.of(this).setShown(false)
    },
    resize() {
      if (chatPages.has(this)) chatPages.of(this).scroller.keepPlace({})
    },
  },
  methods: {
    /** `key`: the conversation, e.g. `private:lin`. `uid`: a message to go to, by the server's id. */
    onLoad(query: { key?: string; uid?: string }) {
      const key = askedConversation(query)
      if (key === null) return
      const page = chatPages.set(this, new ChatPage(this, key))
      attempt(page.open(queryValue(query.uid)))
    },
  },
})
