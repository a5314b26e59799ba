import { makeAutoObservable } from 'mobx-miniprogram'

import { languageOf, type Language } from '../i18n/language'
import { setLanguage } from '../i18n/t'
import type { Storage } from '../utils/storage'
import type { LanguageChoice, SettingsFace, ThemeChoice } from './app-stores'

const LANGUAGE_KEY = 'settings.language'
const THEME_KEY = 'settings.theme'
const KEYBOARD_KEY = 'settings.keyboardHeight'

/** Choices kept on this phone, whoever is signed in. */
export class SettingsStore implements SettingsFace {
  languageChoice: LanguageChoice = 'system'
  themeChoice: ThemeChoice = 'system'
  keyboardHeight = 0

  constructor(
    private readonly storage: Storage,
    /** WeChat's language code, e.g. `zh_CN`. */
    private readonly systemLanguage: string,
  ) {
    makeAutoObservable<SettingsStore, 'storage' | 'systemLanguage'>(this, {
      storage: false,
      systemLanguage: false,
    })
    const language = storage.read(LANGUAGE_KEY)
    const theme = storage.read(THEME_KEY)
    if (language === 'zh-CN' || language === 'en') this.languageChoice = language
    if (theme === 'light' || theme === 'dark') this.themeChoice = theme
    this.keyboardHeight = Number(storage.read(KEYBOARD_KEY)) || 0
    setLanguage(this.language)
  }

  get language(): Language {
    return this.languageChoice === 'system' ? languageOf(this.systemLanguage) : this.languageChoice
  }

  setLanguage(choice: LanguageChoice): void {
    this.languageChoice = choice
    this.storage.write(LANGUAGE_KEY, choice)
    setLanguage(this.language)
  }

  setTheme(choice: ThemeChoice): void {
    this.themeChoice = choice
    this.storage.write(THEME_KEY, choice)
  }

  keepKeyboardHeight(px: number): void {
    if (px === this.keyboardHeight) return
    this.keyboardHeight = px
    try {
      this.storage.write(KEYBOARD_KEY, String(px))
    } catch {
      // A phone that is full learns it again the next time.
    }
  }
}
