/** What the phone, not the browser, decides in `@media`. */
export interface MediaPreferences {
  theme: 'light' | 'dark'
  reducedMotion: boolean
}

const ALWAYS = '(min-width: 0px)'
const NEVER = '(max-width: 0px)'

const FEATURE =
  /\(\s*(prefers-color-scheme|prefers-reduced-motion)\s*(?::\s*(light|dark|reduce|no-preference)\s*)?\)/gi

/** A media query with the phone's preferences put in as conditions that always or never hold. */
export function withPreferences(query: string, preferences: MediaPreferences): string {
  return query.replace(FEATURE, (_all, feature: string, value?: string) => {
    const actual =
      feature.toLowerCase() === 'prefers-color-scheme'
        ? preferences.theme
        : preferences.reducedMotion
          ? 'reduce'
          : 'no-preference'
    const wanted = value?.toLowerCase() ?? (actual === 'no-preference' ? undefined : actual)
    return actual === wanted ? ALWAYS : NEVER
  })
}

const originals = new WeakMap<CSSMediaRule, string>()

/** Makes every `@media` of a style sheet follow the phone; can be called again when a preference changes. */
export function applyPreferences(rules: CSSRuleList, preferences: MediaPreferences): void {
  for (const rule of rules) {
    const media = (rule as Partial<CSSMediaRule>).media
    if (media) {
      const original = originals.get(rule as CSSMediaRule) ?? media.mediaText
      originals.set(rule as CSSMediaRule, original)
      const wanted = withPreferences(original, preferences)
      if (media.mediaText !== wanted) media.mediaText = wanted
    }
    const inner = (rule as Partial<CSSGroupingRule>).cssRules
    if (inner) applyPreferences(inner, preferences)
  }
}
