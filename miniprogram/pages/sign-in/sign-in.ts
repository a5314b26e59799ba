import { t, wordsOf } from '../../i18n/t'
import { avatarOf } from '../../models/profile'
import { queryValue } from '../../utils/query'
import { attempt } from '../shared/dialogs'
import { takeLaunchDemo } from '../shared/launch-demo'
import { appStores } from '../shared/page-shell'
import { openShell, shelled } from '../shared/shelled'

Component({
  behaviors: [shelled],
  data: {
    chosenId: '',
    /** The server has said whether there are demo people; until then neither way in is offered. */
    isAsked: false,
  },
  lifetimes: {
    attached() {
      const { session } = appStores()
      openShell(this, {
        isForSignedOut: true,
        title: () => t('signIn.title'),
        view: () => ({
          isSigningIn: session.isSigningIn,
          failure: session.signInFailure,
          people: session.demoPeople.map((person) => ({
            userId: person.userId,
            name: person.name,
            avatar: avatarOf(person.userId, person.name, person.avatarUrl),
          })),
          words: wordsOf({
            welcome: 'signIn.welcome',
            slogan: 'signIn.slogan',
            demo: 'signIn.demo',
            demoNote: 'signIn.demoNote',
            wechat: 'signIn.wechat',
            busy: 'signIn.busy',
            consent: 'signIn.consent',
            retry: 'common.retry',
          }),
        }),
      })
    },
  },
  methods: {
    /**
     * `server`: the app server to talk to (develop edition); `demo`: signs this demo person in at once, where the
     * server has demo people.
     */
    onLoad(query: { server?: string; demo?: string }) {
      if (query.server) appStores().session.useServer(query.server)
      const person = queryValue(query.demo) || takeLaunchDemo()
      if (person) attempt(appStores().session.signInAsDemo(person))
      else attempt(this.askForPeople())
    },
    async askForPeople(): Promise<void> {
      await appStores().session.loadDemoPeople()
      this.setData({ isAsked: true })
    },
    onPersonTap(event: WechatMiniprogram.TouchEvent) {
      const { session } = appStores()
      if (session.isSigningIn) return
      const { id } = event.currentTarget.dataset as { id: string }
      this.setData({ chosenId: id })
      attempt(session.signInAsDemo(id))
    },
    onWeChatTap() {
      const { session } = appStores()
      if (!session.isSigningIn) attempt(session.signInWithWeChat())
    },
  },
})
