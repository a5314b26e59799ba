import { t, wordsOf } from '../../i18n/t'
import { avatarOf } from '../../models/profile'
import type { LanguageChoice, ThemeChoice } from '../../stores/app-stores'
import { attempt, confirmLoss } from '../shared/dialogs'
import { appStores } from '../shared/page-shell'
import { actOnStrip } from '../shared/session-strip'
import { openShell, shelled } from '../shared/shelled'
import { signOutNote } from './sign-out-note'

const LANGUAGES: readonly LanguageChoice[] = ['system', 'zh-CN', 'en']
const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark']

Component({
  behaviors: [shelled],
  lifetimes: {
    attached() {
      const { session, me, settings } = appStores()
      openShell(this, {
        isTab: true,
        title: () => t('tab.me'),
        view: () => ({
          strip: session.strip,
          name: me.profile?.name ?? '',
          userId: t('me.id', { id: session.userId }),
          avatar: avatarOf(session.userId, me.profile?.name ?? '', me.profile?.avatarUrl ?? ''),
          failure: me.failure,
          language: languageWords(settings.languageChoice),
          themeName: themeWords(settings.themeChoice),
          words: wordsOf({
            language: 'me.language',
            theme: 'me.theme',
            textSize: 'me.textSize',
            textSizeNote: 'me.textSizeNote',
            privacy: 'me.privacy',
            blocked: 'blocked.title',
            about: 'me.about',
            rename: 'me.rename',
            signOut: 'me.signOut',
          }),
        }),
      })
    },
  },
  pageLifetimes: {
    show() {
      const { session, me } = appStores()
      if (session.isSignedIn) attempt(me.load())
    },
  },
  methods: {
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onProfileTap() {
      attempt(rename())
    },
    onLanguageTap() {
      attempt(chooseLanguage())
    },
    onThemeTap() {
      attempt(chooseTheme())
    },
    onTextSizeTap() {
      void wx.showToast({ title: t('me.textSizeNote'), icon: 'none' })
    },
    onBlockedTap() {
      attempt(wx.navigateTo({ url: '/pages-more/blocked/blocked' }))
    },
    onPrivacyTap() {
      const title = t('me.privacyFailed')
      wx.openPrivacyContract({ fail: () => void wx.showToast({ title, icon: 'none' }) })
    },
    onAboutTap() {
      attempt(wx.navigateTo({ url: '/sdk/about/about' }))
    },
    onSignOutTap() {
      attempt(signOut())
    },
  },
})

async function rename(): Promise<void> {
  const { me } = appStores()
  const { confirm, content } = await wx.showModal({
    title: t('me.rename'),
    editable: true,
    placeholderText: t('me.renamePlaceholder'),
    content: me.profile?.name ?? '',
    cancelText: t('common.cancel'),
  })
  if (!confirm || content.trim() === '') return
  const isSaved = await me.rename(content.trim())
  if (!isSaved && me.failure) void wx.showToast({ title: me.failure, icon: 'none' })
}

async function chooseLanguage(): Promise<void> {
  const choice = await chooseOne(LANGUAGES, languageWords)
  if (choice) appStores().settings.setLanguage(choice)
}

async function chooseTheme(): Promise<void> {
  const choice = await chooseOne(THEMES, themeWords)
  if (choice) appStores().settings.setTheme(choice)
}

async function signOut(): Promise<void> {
  const { session } = appStores()
  const note = signOutNote(session.unsent())
  if (await confirmLoss(t('me.signOutAsk'), note, t('me.signOut'))) await session.signOut()
}

/** @returns undefined when the sheet was closed without a choice, which WeChat reports as a failure. */
function chooseOne<Choice>(
  choices: readonly Choice[],
  wordsFor: (choice: Choice) => string,
): Promise<Choice | undefined> {
  return new Promise((resolve) => {
    void wx.showActionSheet({
      itemList: choices.map(wordsFor),
      success: ({ tapIndex }) => resolve(choices[tapIndex]),
      fail: () => resolve(undefined),
    })
  })
}

/** Each language calls itself by its own name, so that anybody finds theirs. */
function languageWords(choice: LanguageChoice): string {
  if (choice === 'system') return t('me.languageSystem')
  return choice === 'en' ? 'English' : '简体中文'
}

function themeWords(choice: ThemeChoice): string {
  if (choice === 'system') return t('me.themeSystem')
  return choice === 'dark' ? t('me.themeDark') : t('me.themeLight')
}
